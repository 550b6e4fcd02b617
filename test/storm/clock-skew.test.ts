import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testAccessUrl } from '../support/link-account.ts';
import { createTestClient, makePkce, obtainCode, requestToken } from '../support/oauth-client.ts';
import { startPostgres } from '../support/postgres.ts';
import { setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

const tenMinutes = 600_000;

/** Makes a process believe that it is earlier or later. */
const withClockOff = (milliseconds: number): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--import "data:text/javascript,const now=Date.now;Date.now=()=>now()+(${milliseconds})"`,
});

test('DESIGN §10: nodes whose clocks are ten minutes off answer a repeated refresh alike, and end no family', async () => {
  await using started = new AsyncDisposableStack();
  const folder = started.use(temporaryFolder('clock-skew'));
  const postgres = started.adopt(await startPostgres(), ({ stop }) => stop());
  const environment = {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_DATABASE: await postgres.createDatabase(),
    GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
    GRANTRY_URL: testAccessUrl,
  };
  const right = started.use(await startServer(environment)); // alone, since it makes the tables
  const owner = await setUpOwner(right.url, right.output());
  const [ahead, behind] = await Promise.all(
    [tenMinutes, -tenMinutes].map((offset) => startServer({ ...environment, ...withClockOff(offset) })),
  );
  assert.ok(ahead !== undefined && behind !== undefined);
  started.use(ahead);
  started.use(behind);
  assert.match(ahead.output(), /clock.*600/);
  const client = await createTestClient(right.url, owner.api_token);

  const { verifier, challenge } = makePkce();
  const code = await obtainCode(behind.url, owner.api_token, client, challenge);
  const exchanged = await requestToken(ahead.url, client, { grant_type: 'authorization_code', code, code_verifier: verifier });
  assert.equal(exchanged.status, 200, JSON.stringify(exchanged.body));

  let refreshToken = exchanged.body.refresh_token ?? '';
  for (const node of [right, ahead, behind]) {
    const refresh = (url: string) => requestToken(url, client, { grant_type: 'refresh_token', refresh_token: refreshToken });
    const first = await refresh(node.url);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    for (const { url } of [ahead, behind, right]) {
      const repeated = await refresh(url);
      assert.deepEqual(
        [repeated.status, repeated.body.refresh_token, repeated.body.access_token],
        [200, first.body.refresh_token, first.body.access_token],
      );
    }
    refreshToken = first.body.refresh_token ?? '';
  }
});
