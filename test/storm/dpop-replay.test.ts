import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDpopKey } from '../../src/engine/testing/dpop-key.ts';
import { createTestClient } from '../support/oauth-client.ts';
import { startPostgres } from '../support/postgres.ts';
import { type ServerProcess, setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

const accessUrl = 'https://grantry.test';
const tokenUrl = `${accessUrl}/oauth2/tokens`;

test('RFC 9449 §11.1: one proof sent in parallel to three servers on PostgreSQL gives one token; a nonce of one is good at all', async () => {
  using folder = temporaryFolder('dpop');
  const postgres = await startPostgres();
  try {
    const environment = {
      GRANTRY_DATA_DIR: folder.path,
      GRANTRY_DATABASE: await postgres.createDatabase(),
      GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
      GRANTRY_URL: accessUrl,
      GRANTRY_DPOP_NONCES: 'true',
    };
    await using first = await startServer(environment);
    await using second = await startServer(environment);
    await using third = await startServer(environment);
    const servers: readonly ServerProcess[] = [first, second, third];
    const owner = await setUpOwner(first.url, first.output());
    const client = await createTestClient(first.url, owner.api_token);
    const key = makeDpopKey();
    const ask = async ({ url }: ServerProcess, proof: string) => {
      const response = await fetch(`${url}/oauth2/tokens`, {
        method: 'POST',
        headers: { dpop: proof },
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.clientSecret }),
      });
      const { error = 'issued' } = (await response.json()) as { readonly error?: string };
      return { outcome: error, nonce: response.headers.get('dpop-nonce') ?? '' };
    };
    const prove = (nonce?: string) => key.prove({ htm: 'POST', htu: tokenUrl, iat: Math.floor(Date.now() / 1000), nonce });

    const { outcome, nonce } = await ask(first, prove());
    assert.equal(outcome, 'use_dpop_nonce');
    for (const server of servers) assert.equal((await ask(server, prove(nonce))).outcome, 'issued', 'a nonce that another server gave');

    for (let round = 0; round < 3; round++) {
      const proof = prove(nonce);
      const answers = await Promise.all(Array.from({ length: 150 }, (_, index) => ask(servers[index % 3] ?? first, proof)));
      const outcomes = answers.map((answer) => answer.outcome);
      assert.equal(outcomes.filter((each) => each === 'issued').length, 1);
      assert.deepEqual([...new Set(outcomes)].sort(), ['invalid_dpop_proof', 'issued']);
    }
  } finally {
    await postgres.stop();
  }
});
