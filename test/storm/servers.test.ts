import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { startOidcUpstream } from '../support/oidc-upstream.ts';
import { setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf, testMasterKey } from '../support/test-broker.ts';

test('DESIGN §9: 1,000 parallel hand-outs over three servers make one provider call', async () => {
  using folder = temporaryFolder('storm');
  await using upstream = await startOidcUpstream({ redirectUris: [testCallback] });
  const provider = upstreamSettings(upstream);
  const database = `sqlite:${join(folder.path, 'storm.db')}`;
  const environment = {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_DATABASE: database,
    GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
    GRANTRY_URL: testAccessUrl,
    ...Object.fromEntries(Object.entries(provider).map(([key, value]) => [`GRANTRY_EXTERNAL_AUTH_0_${key.toUpperCase()}`, value])),
  };
  await using first = await startServer(environment);
  await using second = await startServer(environment);
  await using third = await startServer(environment);
  const owner = await setUpOwner(first.url, first.output());
  {
    await using opened = await openTestBroker({ database, accessUrl: testAccessUrl, providers: providersOf(provider) });
    opened.pass(-3600); // linked an hour ago: its token ended
    await linkAccount(opened, '', owner.user_id);
  }
  const ask = async (url: string): Promise<string> => {
    const response = await fetch(`${url}/api/v2/external-auth/upstream/access-token`, {
      headers: { 'coder-session-token': owner.api_token },
    });
    const body = (await response.json()) as { readonly access_token?: string };
    return `${response.status} ${body.access_token}`;
  };
  const servers = [first, second, third];
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, index) => ask(servers[index % 3]?.url ?? '')));
  assert.equal(new Set(answers).size, 1, [...new Set(answers)].join(', '));
  assert.match(answers[0] ?? '', /^200 \S{20,}$/);
  assert.deepEqual([upstream.count('refresh_token success'), upstream.count('refresh_token error')], [1, 0]);
});
