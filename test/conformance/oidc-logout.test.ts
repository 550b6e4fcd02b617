import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HeadlessBrowser } from '../support/headless-browser.ts';
import {
  type LogoutReceiver,
  signInOwner,
  signInPerson,
  signInTo,
  startLogoutReceiver,
  verifyLogoutToken,
} from '../support/logout-scene.ts';
import { createTestClient, requestToken, type TestClient } from '../support/oauth-client.ts';
import { ownerCredentials, startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

const signedOut = 'https://app.example.com/signed-out';

describe('OpenID Connect logout at a running server', () => {
  let server: Server;
  let receiver: LogoutReceiver;
  let client: TestClient;
  let other: TestClient;

  before(async () => {
    [server, receiver] = await Promise.all([startFreshServer({ GRANTRY_CLIENT_ALLOW_PRIVATE: 'true' }), startLogoutReceiver()]);
    const rules = { post_logout_redirect_uris: [signedOut], backchannel_logout_uri: receiver.url };
    client = await createTestClient(server.url, server.owner.api_token, { ...rules, name: 'Shop <b>' });
    other = await createTestClient(server.url, server.owner.api_token);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });

  /** A browser that is signed in, and to the application. */
  async function open() {
    const session = await signInOwner(server.url);
    const browser = new HeadlessBrowser();
    browser.setCookie(server.url, 'grantry_session_token', session);
    const { idToken, claims, refreshToken } = await signInTo(server.url, client, session);
    const ask = (parameters: Readonly<Record<string, string>>, init: RequestInit = {}) =>
      browser.request(`${server.url}/oauth2/logout?${new URLSearchParams(parameters)}`, init);
    const isSignedIn = async () => (await browser.request(`${server.url}/connections`)).status === 200;
    return { session, browser, idToken, claims, refreshToken, ask, isSignedIn };
  }

  const refresh = async (refreshToken: string, by = client) =>
    (await requestToken(server.url, by, { grant_type: 'refresh_token', refresh_token: refreshToken })).status;

  /** The logout token of a session, checked. */
  const logoutTokenOf = async (sid: unknown, { clientId } = client) =>
    verifyLogoutToken(server.url, clientId, await receiver.tokenOf(clientId, sid));

  test('OpenID Connect RP-Initiated Logout §2.1, OpenID Connect Back-Channel Logout §2.1: metadata tells of it', async () => {
    for (const name of ['openid-configuration', 'oauth-authorization-server']) {
      const metadata = (await (await fetch(`${server.url}/.well-known/${name}`)).json()) as Readonly<Record<string, unknown>>;
      assert.equal(metadata.end_session_endpoint, `${server.url}/oauth2/logout`);
      assert.equal(metadata.backchannel_logout_supported, true);
      assert.equal(metadata.backchannel_logout_session_supported, true);
    }
  });

  test('OpenID Connect RP-Initiated Logout §2, §3, OpenID Connect Back-Channel Logout §2.4: the ID token of the session ends it, and the application is told', async () => {
    const { idToken, claims, refreshToken, ask, isSignedIn } = await open();
    assert.equal(typeof claims.sid, 'string');
    assert.equal(await isSignedIn(), true);
    const answer = await ask({ id_token_hint: idToken, post_logout_redirect_uri: signedOut, state: 'x&y' });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), `${signedOut}?state=x%26y`);
    assert.match(answer.headers.getSetCookie().join(), /grantry_session_token=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax/);
    assert.equal(await isSignedIn(), false);
    const { payload } = await logoutTokenOf(claims.sid);
    const { sub, jti, exp = 0, iat = 0 } = payload;
    assert.equal(sub, claims.sub);
    assert.ok(typeof jti === 'string' && exp - iat <= 120);
    assert.match(receiver.contentTypes.at(-1) ?? '', /^application\/x-www-form-urlencoded/);
    assert.equal(await refresh(refreshToken), 400, 'Back-Channel Logout §2.7');
    const again = await ask({ id_token_hint: idToken, post_logout_redirect_uri: signedOut });
    assert.equal(again.headers.get('location'), signedOut, 'there is nothing left to end, and the person goes back');
  });

  test('OpenID Connect RP-Initiated Logout §2: a form does the same, from another site by way of a link', async () => {
    const { idToken, browser, isSignedIn, session } = await open();
    const body = new URLSearchParams({ id_token_hint: idToken, state: 's', post_logout_redirect_uri: signedOut });
    const crossSite = await fetch(`${server.url}/oauth2/logout`, { method: 'POST', body, redirect: 'manual' });
    assert.equal(crossSite.status, 303);
    const link = new URL(crossSite.headers.get('location') ?? '', server.url);
    assert.deepEqual(Object.fromEntries(link.searchParams), Object.fromEntries(body));
    assert.equal(await isSignedIn(), true);
    const answer = await browser.request(`${server.url}/oauth2/logout`, { method: 'POST', body });
    assert.equal(answer.headers.get('location'), `${signedOut}?state=s`);
    assert.equal(await isSignedIn(), false, session.slice(0, 4));
  });

  test('OpenID Connect RP-Initiated Logout §6: without an ID token the person is asked in a form of ours, and only a form of ours ends the session', async () => {
    const { ask, browser, isSignedIn } = await open();
    const parameters = { client_id: client.clientId, post_logout_redirect_uri: signedOut, state: 's', logout_hint: 'x', ui_locales: 'de' };
    const page = await ask(parameters);
    assert.equal(page.status, 200);
    const text = await page.text();
    assert.match(text, /Shop &#60;b&#62;/);
    assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/app\.example\.com;/);
    assert.match(page.headers.get('cache-control') ?? '', /no-store/);
    assert.equal(await isSignedIn(), true);
    const post = (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
      browser.request(`${server.url}/oauth2/logout`, { method: 'POST', body: new URLSearchParams({ ...parameters, ...form }), headers });
    const [, csrfToken = ''] = /name="csrf_token" value="([^"]+)"/.exec(text) ?? [];
    assert.equal((await post({})).status, 200, 'no token of ours: asked again');
    assert.equal((await post({ csrf_token: 'x' })).status, 200);
    assert.equal((await post({ csrf_token: csrfToken }, { origin: 'https://evil.example' })).status, 200);
    assert.equal(await isSignedIn(), true);
    const answer = await post({ csrf_token: csrfToken });
    assert.equal(answer.headers.get('location'), `${signedOut}?state=s`);
    assert.equal(await isSignedIn(), false);
    const done = await ask({});
    assert.equal(done.status, 200);
    assert.match(await done.text(), /You are signed out/);
  });

  test('OpenID Connect RP-Initiated Logout §2: the ID token of another session of the same person is asked about', async () => {
    const [mine, elsewhere] = [await open(), await open()];
    assert.equal((await mine.ask({ id_token_hint: elsewhere.idToken })).status, 200);
    assert.deepEqual([await mine.isSignedIn(), await elsewhere.isSignedIn()], [true, true]);
  });

  for (const [title, parameters] of [
    ['an address that is not registered', { post_logout_redirect_uri: `${signedOut}/` }],
    ['a scheme that runs', { post_logout_redirect_uri: 'javascript:alert(1)' }],
    ['another client_id than that of the ID token', { client_id: 'other' }],
    ['a parameter that is there twice', { state: 'a' }],
  ] as const) {
    test(`OpenID Connect RP-Initiated Logout §3, §4: ${title}: a page says so, nobody is sent anywhere, and nothing ends`, async () => {
      const { idToken, browser, isSignedIn } = await open();
      const query = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: signedOut, ...parameters });
      if ('client_id' in parameters) query.set('client_id', other.clientId);
      if ('state' in parameters) query.append('state', 'b');
      const answer = await browser.request(`${server.url}/oauth2/logout?${query}`);
      assert.equal(answer.status, 400);
      assert.equal(answer.headers.get('location'), null);
      assert.match(await answer.text(), /You were not signed out/);
      assert.equal(await isSignedIn(), true);
    });
  }

  const api = (session: string, method: string, path: string, body?: unknown) =>
    fetch(`${server.url}/api/v2/users${path === '' ? '' : `/${path}`}`, {
      method,
      headers: { 'coder-session-token': session, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  test('OpenID Connect Back-Channel Logout §2.5: signing out over REST and in the console tells the application', async () => {
    const first = await open();
    assert.equal((await api(first.session, 'POST', 'logout')).status, 200);
    await logoutTokenOf(first.claims.sid);
    const second = await open();
    const page = await (await second.browser.request(`${server.url}/connections`)).text();
    const [, csrfToken = ''] = /name="csrf_token" value="([^"]+)"/.exec(page) ?? [];
    const body = new URLSearchParams({ csrf_token: csrfToken });
    assert.equal((await second.browser.request(`${server.url}/logout`, { method: 'POST', body })).status, 303);
    await logoutTokenOf(second.claims.sid);
  });

  test('OpenID Connect Back-Channel Logout §2.5: a new password ends the other sessions, and the application is told of those', async () => {
    const [kept, ended] = [await open(), await open()];
    const password = 'another horse battery';
    const change = { old_password: ownerCredentials.password, password };
    assert.equal((await api(kept.session, 'PUT', 'me/password', change)).status, 204);
    await logoutTokenOf(ended.claims.sid);
    assert.equal(await kept.isSignedIn(), true);
    assert.equal(await refresh(kept.refreshToken), 200);
    assert.equal(await refresh(ended.refreshToken), 400);
    assert.equal(
      (await api(kept.session, 'PUT', 'me/password', { old_password: password, password: ownerCredentials.password })).status,
      204,
    );
  });

  test('OpenID Connect Back-Channel Logout §2.5: a person is suspended, and the application is told of all their sessions', async () => {
    const member = { email: 'member@example.com', password: 'a third horse battery' };
    assert.equal((await api(server.owner.api_token, 'POST', '', member)).status, 201);
    const sessions = [await signInPerson(server.url, member), await signInPerson(server.url, member)];
    const signedIn = await Promise.all(sessions.map((session) => signInTo(server.url, client, session)));
    assert.equal((await api(server.owner.api_token, 'PUT', `${member.email}/status/suspend`)).status, 200);
    for (const { claims } of signedIn) await logoutTokenOf(claims.sid);
  });

  test('OpenID Connect Back-Channel Logout §2.7, seed 003: what is no sign-in outlives the session, and so does what offline_access allowed', async () => {
    const { session, ask, idToken } = await open();
    const plain = await signInTo(server.url, other, session, 'all');
    const offline = await signInTo(server.url, other, session, 'openid offline_access', { prompt: 'consent' });
    assert.equal((await ask({ id_token_hint: idToken })).status, 200);
    assert.equal(await refresh(plain.refreshToken, other), 200);
    assert.equal(await refresh(offline.refreshToken, other), 200);
  });

  test('OpenID Connect Core §8: a client that knows the person by a pairwise id is told of that one', async () => {
    const app = await createTestClient(server.url, server.owner.api_token, {
      post_logout_redirect_uris: [signedOut],
      backchannel_logout_uri: receiver.url,
      subject_type: 'pairwise',
      id_token_signed_response_alg: 'ES256',
    });
    const { session, claims: plain, ask } = await open();
    const { claims, idToken } = await signInTo(server.url, app, session);
    assert.notEqual(claims.sub, plain.sub);
    assert.equal((await ask({ id_token_hint: idToken, post_logout_redirect_uri: signedOut })).headers.get('location'), signedOut);
    const { payload, protectedHeader } = await logoutTokenOf(claims.sid, app);
    assert.equal(payload.sub, claims.sub);
    assert.equal(protectedHeader.alg, 'ES256');
  });
});
