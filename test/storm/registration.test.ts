import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startDocumentHost } from '../support/document-host.ts';
import { testAccessUrl } from '../support/link-account.ts';
import { type ServerProcess, type SetupResult, setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

const limits = { perHour: 200, clients: 50 } as const;

describe('clients that come to two servers of one deployment at once', () => {
  const all = new AsyncDisposableStack();
  let servers: readonly ServerProcess[];
  let owner: SetupResult;

  before(async () => {
    const folder = all.use(temporaryFolder('registrations'));
    const environment = {
      GRANTRY_DATA_DIR: folder.path,
      GRANTRY_DATABASE: `sqlite:${join(folder.path, 'storm.db')}`,
      GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
      GRANTRY_URL: testAccessUrl,
      GRANTRY_CLIENT_ALLOW_PRIVATE: 'true',
      GRANTRY_REGISTRATION_PER_HOUR: String(limits.perHour),
      GRANTRY_REGISTRATION_MAX_CLIENTS: String(limits.clients),
    };
    const first = all.use(await startServer(environment));
    owner = await setUpOwner(first.url, first.output());
    servers = [first, all.use(await startServer(environment))];
  });
  after(() => all.disposeAsync());

  const urlOf = (index: number): string => servers[index % servers.length]?.url ?? '';

  test('DESIGN §13: 1,000 registrations in parallel stay within the limit of a network and the quota of clients', async () => {
    const register = async (index: number): Promise<number> => {
      const response = await fetch(`${urlOf(index)}/oauth2/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ redirect_uris: [`https://app-${index}.example.com/callback`] }),
      });
      await response.text();
      return response.status;
    };
    const statuses = await Promise.all(Array.from({ length: 1000 }, (_, index) => register(index)));
    const counts = Object.fromEntries([...Map.groupBy(statuses, String)].map(([status, found]) => [status, found.length]));
    assert.deepEqual(counts, { 201: limits.clients, 429: 1000 - limits.perHour, 503: limits.perHour - limits.clients });
  });

  test('parallel first uses of a document fetch it once for each server, and make one client', async () => {
    await using host = await startDocumentHost();
    const redirectUri = 'http://127.0.0.1/callback';
    const clientId = host.put('/client.json', { client_name: 'Storm', redirect_uris: [redirectUri] });
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const ask = async (index: number): Promise<number> => {
      const response = await fetch(`${urlOf(index)}/oauth2/authorize?${query}`, { headers: { 'coder-session-token': owner.api_token } });
      await response.text();
      return response.status;
    };
    const statuses = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index)));
    assert.deepEqual([...new Set(statuses)], [200]);
    assert.ok(host.asked('/client.json') <= servers.length, String(host.asked('/client.json')));
    const apps = await fetch(`${urlOf(0)}/api/v2/oauth2-provider/apps`, { headers: { 'coder-session-token': owner.api_token } });
    const named = ((await apps.json()) as readonly { readonly name: string }[]).filter(({ name }) => name === 'Storm');
    assert.equal(named.length, 1);
  });
});
