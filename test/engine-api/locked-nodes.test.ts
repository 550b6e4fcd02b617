import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testAccessUrl } from '../support/link-account.ts';
import { startPostgres } from '../support/postgres.ts';
import { setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

test('seed 002 §5.6: a lock that one node sets, the other keeps within a second', async () => {
  using folder = temporaryFolder('locked-nodes');
  const environment = {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_DATABASE: await postgres.createDatabase(),
    GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
    GRANTRY_URL: testAccessUrl,
  };
  await using first = await startServer(environment);
  await using second = await startServer(environment);
  const owner = await setUpOwner(first.url, first.output());
  const call = async (url: string, path: string, body: unknown) => {
    const response = await fetch(`${url}/api/${owner.service_id}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner.service_token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // biome-ignore lint/suspicious/noExplicitAny: what it expects of a body is said where it is compared
    return (await response.json()) as any;
  };
  const { clientId, clientIdAlias, clientSecret } = await call(first.url, '/client/create', { clientType: 'CONFIDENTIAL' });
  const ask = () => call(second.url, '/auth/token', { parameters: 'grant_type=client_credentials', clientId: clientIdAlias, clientSecret });
  for (const clientLocked of [true, false]) {
    const before = await ask();
    assert.equal(before.resultCode === 'A001215', !clientLocked, before.resultMessage);
    await call(first.url, `/client/lock_flag/update/${clientId}`, { clientLocked });
    await sleep(1000);
    assert.equal((await ask()).resultCode === 'A001215', clientLocked);
  }
});
