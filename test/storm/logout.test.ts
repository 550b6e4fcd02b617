import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testAccessUrl } from '../support/link-account.ts';
import { claimsOf, signInOwner, signInTo, startLogoutReceiver, verifyLogoutToken } from '../support/logout-scene.ts';
import { createTestClient } from '../support/oauth-client.ts';
import { startPostgres } from '../support/postgres.ts';
import { setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

const sessionsEach = 6;

test('OpenID Connect Back-Channel Logout §2.5: two nodes on PostgreSQL end sessions at once, and each is told once', async () => {
  await using started = new AsyncDisposableStack();
  const folder = started.use(temporaryFolder('logout-storm'));
  const postgres = started.adopt(await startPostgres(), ({ stop }) => stop());
  const receiver = started.use(await startLogoutReceiver());
  const environment = {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_DATABASE: await postgres.createDatabase(),
    GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
    GRANTRY_URL: testAccessUrl,
    GRANTRY_CLIENT_ALLOW_PRIVATE: 'true',
  };
  const first = started.use(await startServer(environment)); // alone, since it makes the tables
  const owner = await setUpOwner(first.url, first.output());
  const second = started.use(await startServer(environment));
  const client = await createTestClient(first.url, owner.api_token, { backchannel_logout_uri: receiver.url });

  const nodes = [first.url, second.url].flatMap((url) => Array<string>(sessionsEach).fill(url));
  const sessions = await Promise.all(
    nodes.map(async (url) => {
      const session = await signInOwner(url);
      return { url, session, sid: (await signInTo(url, client, session)).claims.sid };
    }),
  );
  await Promise.all(
    sessions.map(({ url, session }) =>
      fetch(`${url}/api/v2/users/logout`, { method: 'POST', headers: { 'coder-session-token': session } }).then(({ status }) =>
        assert.equal(status, 200),
      ),
    ),
  );
  for (const { sid } of sessions) await receiver.tokenOf(client.clientId, sid);
  await sleep(300); // what is sent twice would follow at once
  assert.deepEqual(receiver.tokens.map((token) => claimsOf(token).sid).toSorted(), sessions.map(({ sid }) => sid).toSorted());
  await verifyLogoutToken(second.url, client.clientId, receiver.tokens[0] ?? '', testAccessUrl);
});
