import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { testAccessUrl } from '../support/link-account.ts';
import { signInOwner, signInTo, startLogoutReceiver, verifyLogoutToken } from '../support/logout-scene.ts';
import { createTestClient, requestToken } from '../support/oauth-client.ts';
import { setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

const child = new URL('../support/logout-child.ts', import.meta.url).pathname;

test('OpenID Connect Back-Channel Logout §2.5: SIGKILL between a session’s end and its news: the next start tells', async () => {
  using folder = temporaryFolder('crash-logout');
  await using receiver = await startLogoutReceiver();
  const database = `sqlite:${join(folder.path, 'crash.db')}`;
  const masterKey = testMasterKey.toString('base64');
  const environment = {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_DATABASE: database,
    GRANTRY_MASTER_KEY: masterKey,
    GRANTRY_URL: testAccessUrl,
    GRANTRY_CLIENT_ALLOW_PRIVATE: 'true',
  };
  const before = await startServer(environment);
  const owner = await setUpOwner(before.url, before.output());
  const client = await createTestClient(before.url, owner.api_token, { backchannel_logout_uri: receiver.url });
  const session = await signInOwner(before.url);
  const { claims, refreshToken } = await signInTo(before.url, client, session);
  await before.kill();

  const doomed = spawn(process.execPath, [child, database, masterKey, testAccessUrl, session], { stdio: 'inherit' });
  assert.deepEqual(await once(doomed, 'exit'), [null, 'SIGKILL']);
  assert.deepEqual(receiver.tokens, []);

  await using restarted = await startServer(environment);
  const token = await receiver.tokenOf(client.clientId, claims.sid);
  await verifyLogoutToken(restarted.url, client.clientId, token, testAccessUrl);
  const refreshed = await requestToken(restarted.url, client, { grant_type: 'refresh_token', refresh_token: refreshToken });
  assert.equal(refreshed.status, 400, 'what the sign-in gave ended in the same commit');
});
