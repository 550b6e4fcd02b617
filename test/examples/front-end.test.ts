import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import * as openid from 'openid-client';
import { connectEngine } from '../../examples/front-end/engine.ts';
import { buildFrontEnd } from '../../examples/front-end/front-end.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { findFreePort } from '../support/free-port.ts';
import { HeadlessBrowser } from '../support/headless-browser.ts';

const redirectUri = 'http://127.0.0.1:9876/callback';
const scope = 'openid profile email';

suite('the front end of examples/, with Grantry behind it and openid-client before it', () => {
  let api: EngineApi;
  let app: ReturnType<typeof buildFrontEnd>;
  let issuer: string;
  let config: openid.Configuration;
  const execute = [openid.allowInsecureRequests, openid.enableNonRepudiationChecks];

  before(async () => {
    api = await startEngineApi();
    const port = await findFreePort();
    issuer = `http://127.0.0.1:${port}`;
    const token = api.owner.organization_token;
    const engine = await connectEngine({ url: api.url, token, issuer });
    assert.equal((await connectEngine({ url: api.url, token, issuer })).serviceId, engine.serviceId, 'the service is made once');
    const registration = {
      clientName: 'Demo',
      clientIdAlias: 'demo',
      clientType: 'CONFIDENTIAL',
      grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN', 'DEVICE_CODE'],
      responseTypes: ['CODE'],
      redirectUris: [redirectUri],
      tokenAuthMethod: 'CLIENT_SECRET_BASIC',
    };
    const { body: client } = await api.call('/client/create', registration, { token, serviceId: engine.serviceId });
    app = buildFrontEnd(engine, issuer);
    await app.listen({ host: '127.0.0.1', port });
    const authentication = openid.ClientSecretBasic(client.clientSecret);
    config = await openid.discovery(new URL(issuer), 'demo', client.clientSecret, authentication, { execute });
  });
  after(async () => {
    await app?.close();
    await api[Symbol.asyncDispose]();
  });

  const post = (browser: HeadlessBrowser, path: string, form: Readonly<Record<string, string>>) =>
    browser.request(issuer + path, { method: 'POST', body: new URLSearchParams(form) });

  /** Signs Ann in on the pages, and answers for her. @returns where she is sent */
  async function answer(browser: HeadlessBrowser, url: URL, said: 'allow' | 'deny'): Promise<URL> {
    const { response } = await browser.open(url.href);
    assert.match(await response.text(), /Sign in/);
    assert.equal((await post(browser, '/sign-in', { username: 'ann', password: 'wrong' })).status, 401);
    const page = await post(browser, '/sign-in', { username: 'ann', password: 'wonderland' });
    assert.match(await page.text(), /Allow Demo\?.*openid/s);
    const sent = await post(browser, '/consent', { answer: said });
    assert.equal(sent.status, 302, await sent.text());
    return new URL(sent.headers.get('location') ?? '');
  }

  async function signIn(push: boolean) {
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const expected = { pkceCodeVerifier, expectedState: openid.randomState(), expectedNonce: openid.randomNonce() };
    const parameters = {
      redirect_uri: redirectUri,
      scope,
      state: expected.expectedState,
      nonce: expected.expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    };
    const url = push ? await openid.buildAuthorizationUrlWithPAR(config, parameters) : openid.buildAuthorizationUrl(config, parameters);
    const location = await answer(new HeadlessBrowser(), url, 'allow');
    return openid.authorizationCodeGrant(config, location, { ...expected, idTokenExpected: true });
  }

  test('OpenID Connect Discovery §4: the metadata names the front end, not what is behind it', () => {
    const { token_endpoint, jwks_uri, userinfo_endpoint, issuer: named } = config.serverMetadata();
    assert.deepEqual(
      [named, token_endpoint, jwks_uri, userinfo_endpoint],
      [issuer, `${issuer}/token`, `${issuer}/jwks`, `${issuer}/userinfo`],
    );
  });

  test('RFC 6749 §4.1, RFC 7636 §4, OpenID Connect Core §3.1: code, PKCE and ID token, then userinfo, refresh, introspection, revocation', async () => {
    const tokens = await signIn(false);
    assert.equal(tokens.claims()?.sub, 'ann');
    const userinfo = await openid.fetchUserInfo(config, tokens.access_token, 'ann');
    assert.deepEqual([userinfo.name, userinfo.email], ['Ann Example', 'ann@example.com']);
    const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    assert.equal(refreshed.claims()?.sub, 'ann');
    const secret = 'the secret of the api';
    const resourceServer = await openid.discovery(new URL(issuer), 'api', secret, openid.ClientSecretBasic(secret), { execute });
    const live = await openid.tokenIntrospection(resourceServer, refreshed.access_token);
    assert.deepEqual([live.active, live.sub, live.iss], [true, 'ann', issuer]);
    await assert.rejects(openid.tokenIntrospection(config, refreshed.access_token), { status: 401 });
    await openid.tokenRevocation(config, refreshed.access_token);
    assert.equal((await openid.tokenIntrospection(resourceServer, refreshed.access_token)).active, false);
    await assert.rejects(openid.fetchUserInfo(config, refreshed.access_token, 'ann'), { status: 401 });
  });

  test('RFC 9126 §2: the request is pushed first', async () => {
    assert.equal((await signIn(true)).claims()?.sub, 'ann');
  });

  test('RFC 6749 §4.1.2.1: a person who denies is sent back with access_denied, once', async () => {
    const browser = new HeadlessBrowser();
    const location = await answer(browser, openid.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope, state: 's' }), 'deny');
    assert.deepEqual([location.searchParams.get('error'), location.searchParams.get('iss')], ['access_denied', issuer]);
    assert.equal((await post(browser, '/consent', { answer: 'allow' })).status, 400);
  });

  test('OpenID Connect Core §3.1.2.1: prompt=none asks nobody', async () => {
    const url = openid.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope, prompt: 'none' });
    const { url: reached } = await new HeadlessBrowser().open(url.href, (next) => next.startsWith(redirectUri));
    assert.equal(new URL(reached).searchParams.get('error'), 'login_required');
  });

  test('RFC 8628 §3: a device is connected by a person who types its code', async () => {
    const device = await openid.initiateDeviceAuthorization(config, { scope });
    const browser = new HeadlessBrowser();
    assert.equal(new URL(device.verification_uri).href, `${issuer}/device`);
    await post(browser, '/sign-in', { username: 'ann', password: 'wonderland' });
    const page = await post(browser, '/device', { user_code: device.user_code, answer: 'allow' });
    assert.match(await page.text(), /Done/);
    const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: device.device_code });
    const secret = config.clientMetadata().client_secret ?? '';
    const answered = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`demo:${secret}`).toString('base64')}` },
      body: form,
    });
    assert.equal(answered.status, 200, await answered.clone().text());
  });

  test('RFC 6749 §5.2: a client that is not who it says it is gets 401 and a challenge', async () => {
    const answered = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: 'grant_type=refresh_token&client_id=demo&client_secret=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(answered.status, 401);
    assert.match(answered.headers.get('www-authenticate') ?? '', /^Basic /);
  });
});
