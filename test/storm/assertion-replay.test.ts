import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTestClient } from '../support/oauth-client.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ServerProcess, setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function makeAssertion(clientId: string, issuer: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: clientId, sub: clientId, aud: issuer, iat: now, exp: now + 300, jti: randomUUID() };
  const input = `${encode({ alg: 'ES256' })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

test('RFC 7523 §3 (7): one assertion sent a thousand times to three servers on PostgreSQL succeeds once', async () => {
  using folder = temporaryFolder('assertion-replay');
  const environment = {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_DATABASE: await postgres.createSchema(),
    GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
    GRANTRY_URL: 'https://grantry.test',
  };
  await using first = await startServer(environment);
  await using second = await startServer(environment);
  await using third = await startServer(environment);
  const owner = await setUpOwner(first.url, first.output());
  const { clientId } = await createTestClient(first.url, owner.api_token, {
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [publicKey.export({ format: 'jwk' })] },
  });
  const client_assertion = makeAssertion(clientId, environment.GRANTRY_URL);
  const ask = async (server: ServerProcess): Promise<string> => {
    const response = await fetch(`${server.url}/oauth2/tokens`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      }),
    });
    const { error = 'issued' } = (await response.json()) as { readonly error?: string };
    return error;
  };
  const servers = [first, second, third];
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, index) => ask(servers[index % 3] ?? first)));
  const counts = Object.groupBy(answers, (answer) => answer);
  assert.equal(counts.issued?.length, 1, JSON.stringify(Object.entries(counts).map(([answer, all]) => [answer, all?.length])));
  // Beyond 300 refusals a minute a network is told to wait, which is temporarily_unavailable.
  assert.deepEqual(
    Object.keys(counts).filter((answer) => !['issued', 'invalid_client', 'temporarily_unavailable'].includes(answer)),
    [],
  );
});
