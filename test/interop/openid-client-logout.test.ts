import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as openid from 'openid-client';
import { HeadlessBrowser } from '../support/headless-browser.ts';
import { signInOwner, signInTo } from '../support/logout-scene.ts';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

const signedOut = 'http://127.0.0.1:9876/signed-out';

describe('openid-client logs people out at the running server', () => {
  let server: Server;
  let client: TestClient;
  let config: openid.Configuration;

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token, { post_logout_redirect_uris: [signedOut] });
    config = await openid.discovery(new URL(server.url), client.clientId, client.clientSecret, undefined, {
      execute: [openid.allowInsecureRequests],
    });
  });
  after(() => server[Symbol.asyncDispose]());

  test('OpenID Connect RP-Initiated Logout §2: buildEndSessionUrl leads back with state, and the session is over', async () => {
    const session = await signInOwner(server.url);
    const browser = new HeadlessBrowser();
    browser.setCookie(server.url, 'grantry_session_token', session);
    const { idToken } = await signInTo(server.url, client, session);
    const state = openid.randomState();
    const url = openid.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: signedOut, state });
    const { url: reached } = await browser.open(url.href, (next) => next.startsWith(signedOut));
    assert.equal(reached, `${signedOut}?state=${state}`);
    const { status } = await fetch(`${server.url}/api/v2/users/me`, { headers: { 'coder-session-token': session } });
    assert.equal(status, 401);
  });

  test('OpenID Connect RP-Initiated Logout §6: with nothing but the client_id it adds, the person is asked', async () => {
    const browser = new HeadlessBrowser();
    browser.setCookie(server.url, 'grantry_session_token', await signInOwner(server.url));
    const url = openid.buildEndSessionUrl(config, { post_logout_redirect_uri: signedOut });
    assert.equal(url.searchParams.get('client_id'), client.clientId);
    const { response } = await browser.open(url.href);
    assert.match(await response.text(), /Sign out of Grantry\?/);
  });
});
