import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { type EngineAnswer, type EngineApi, startEngineApi } from '../support/engine-api.ts';

type Form = Readonly<Record<string, string>>;

const redirectUri = 'https://app.example/callback';
const grantTypes = ['AUTHORIZATION_CODE', 'REFRESH_TOKEN', 'CLIENT_CREDENTIALS', 'DEVICE_CODE'];
const supportedScopes = [{ name: 'read', defaultEntry: true }, { name: 'openid' }];

/** A service with a client, and what belongs to them. */
interface Scene {
  readonly id: number;
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Its own key to the engine API. */
  readonly key: string;
}

suite('services know nothing of one another', () => {
  let api: EngineApi;
  let one: Scene;
  let other: Scene;

  const call = (scene: Scene, path: string, body?: unknown): Promise<EngineAnswer> =>
    api.call(path, body, { serviceId: scene.id, token: scene.key });
  const text = (form: Form): string => String(new URLSearchParams(form));
  const post = (scene: Scene, path: string, form: Form): Promise<Response> =>
    fetch(`${api.url}/s/${scene.id}${path}`, { method: 'POST', body: new URLSearchParams(form) });

  const makeScene = async (name: string): Promise<Scene> => {
    const organization = api.owner.organization_token;
    const made = (await api.call('/../service/create', { serviceName: name, supportedScopes }, { token: organization })).body;
    const { apiKey: id, issuer } = made;
    const answer = await api.call(
      '/client/create',
      { clientType: 'CONFIDENTIAL', tokenAuthMethod: 'CLIENT_SECRET_POST', redirectUris: [redirectUri], grantTypes },
      { serviceId: id, token: organization },
    );
    const response = await fetch(`${api.url}/api/v2/management-tokens`, {
      method: 'POST',
      headers: { 'coder-session-token': api.owner.api_token, 'content-type': 'application/json' },
      body: JSON.stringify({ name, service_id: id }),
    });
    const { key } = (await response.json()) as { readonly key: string };
    return { id, issuer, key, client: { clientId: answer.body.clientIdAlias, clientSecret: answer.body.clientSecret } };
  };

  before(async () => {
    api = await startEngineApi();
    one = await makeScene('One');
    other = await makeScene('Other');
  });
  after(() => api[Symbol.asyncDispose]());

  const openTicket = async (scene: Scene, scope = 'read'): Promise<string> => {
    const parameters = text({ response_type: 'code', client_id: scene.client.clientId, redirect_uri: redirectUri, scope });
    const { body } = await call(scene, '/auth/authorization', { parameters });
    assert.equal(body.action, 'INTERACTION', JSON.stringify(body));
    return body.ticket;
  };
  const getCode = async (scene: Scene, scope?: string): Promise<string> => {
    const { body } = await call(scene, '/auth/authorization/issue', { ticket: await openTicket(scene, scope), subject: 'ada' });
    return body.authorizationCode;
  };
  const redeem = async (scene: Scene, code: string): Promise<EngineAnswer['body']> =>
    (
      await call(scene, '/auth/token', {
        parameters: text({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
        ...scene.client,
      })
    ).body;

  test('RFC 8414 §3: openid-client finds a second service at its issuer, and gets a token that its keys verify', async () => {
    await call(one, '/service/update', { accessTokenSignAlg: 'ES256' });
    const { clientId, clientSecret } = one.client;
    const execute = [openid.allowInsecureRequests];
    const config = await openid.discovery(new URL(one.issuer), clientId, clientSecret, openid.ClientSecretPost(clientSecret), { execute });
    const metadata = config.serverMetadata();
    assert.equal(metadata.token_endpoint, `${api.url}/s/${one.id}/oauth2/tokens`);
    const issued = await openid.clientCredentialsGrant(config, { scope: 'read' });
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri ?? ''));
    const { payload } = await jwtVerify(issued.access_token, keys, { issuer: one.issuer });
    assert.equal(payload.client_id, clientId);
    const foreign = createRemoteJWKSet(new URL(`${api.url}/s/${other.id}/oauth2/jwks`));
    await assert.rejects(jwtVerify(issued.access_token, foreign));
    const introspected = await post(other, '/oauth2/introspect', {
      token: issued.access_token,
      client_id: other.client.clientId,
      client_secret: other.client.clientSecret,
    });
    assert.deepEqual(await introspected.json(), { active: false });
    await call(one, '/service/update', { accessTokenSignAlg: 'NONE' });
  });

  test('a key of one service opens no other', async () => {
    for (const [scene, foreign] of [
      [one, other],
      [other, one],
    ] as const)
      for (const path of ['/service/get', '/client/get/list', '/service/configuration', '/service/jwks/get']) {
        const { status, body } = await api.call(path, undefined, { serviceId: foreign.id, token: scene.key });
        assert.deepEqual([status, body.resultCode], [403, 'A001204'], path);
      }
  });

  /** What belongs to a service, and what is tried with it elsewhere: each must come to nothing there, and work at home afterwards. */
  const things: readonly (readonly [
    thing: string,
    make: () => Promise<string>,
    use: (scene: Scene, thing: string) => Promise<unknown>,
    atHome: unknown,
  ])[] = [
    [
      'a client',
      async () => one.client.clientId,
      async (scene, clientId) =>
        (await call(scene, '/auth/token', { parameters: 'grant_type=client_credentials', ...one.client, clientId })).body.action,
      'OK',
    ],
    [
      'a client, at the endpoint',
      async () => one.client.clientId,
      async (scene, client_id) =>
        (await post(scene, '/oauth2/token', { grant_type: 'client_credentials', client_id, client_secret: one.client.clientSecret }))
          .status,
      200,
    ],
    ['a code', () => getCode(one), async (scene, code) => (await redeem(scene, code)).action, 'OK'],
    [
      'a code, at the endpoint',
      () => getCode(one),
      async (scene, code) =>
        (
          await post(scene, '/oauth2/token', {
            grant_type: 'authorization_code',
            code,
            redirect_uri: redirectUri,
            client_id: scene.client.clientId,
            client_secret: scene.client.clientSecret,
          })
        ).status,
      200,
    ],
    [
      'a ticket',
      () => openTicket(one),
      async (scene, ticket) => (await call(scene, '/auth/authorization/issue', { ticket, subject: 'ada' })).body.action,
      'LOCATION',
    ],
    [
      'a ticket, to fail it',
      () => openTicket(one),
      async (scene, ticket) => (await call(scene, '/auth/authorization/fail', { ticket, reason: 'DENIED' })).body.action,
      'LOCATION',
    ],
    [
      'a ticket, to read it',
      () => openTicket(one),
      async (scene, ticket) => (await call(scene, '/auth/authorization/ticket/info', { ticket })).body.action,
      'OK',
    ],
    [
      'an access token',
      async () => (await redeem(one, await getCode(one))).accessToken,
      async (scene, token) => (await call(scene, '/auth/introspection', { token })).body.usable ?? false,
      true,
    ],
    [
      'an access token, standard',
      async () => (await redeem(one, await getCode(one))).accessToken,
      async (scene, token) =>
        JSON.parse((await call(scene, '/auth/introspection/standard', { parameters: text({ token }) })).body.responseContent).active,
      true,
    ],
    [
      'an access token, for userinfo',
      async () => (await redeem(one, await getCode(one, 'openid'))).accessToken,
      async (scene, token) => (await call(scene, '/auth/userinfo', { token })).body.action,
      'OK',
    ],
    [
      'an access token, to change it',
      async () => (await redeem(one, await getCode(one))).accessToken,
      async (scene, accessToken) => (await call(scene, '/auth/token/update', { accessToken })).body.action,
      'OK',
    ],
    [
      'a refresh token',
      async () => (await redeem(one, await getCode(one))).refreshToken,
      async (scene, refresh_token) =>
        (await call(scene, '/auth/token', { parameters: text({ grant_type: 'refresh_token', refresh_token }), ...scene.client })).body
          .action,
      'OK',
    ],
    [
      'an access token, to revoke it',
      async () => (await redeem(one, await getCode(one))).accessToken,
      async (scene, token) => {
        await call(scene, '/auth/revocation', { parameters: text({ token }), ...scene.client });
        return (await call(one, '/auth/introspection', { token })).body.usable === true;
      },
      false,
    ],
    [
      'a pushed request',
      async () =>
        (await call(one, '/pushed_auth_req', { parameters: text({ response_type: 'code', redirect_uri: redirectUri }), ...one.client }))
          .body.requestUri,
      async (scene, request_uri) =>
        (await call(scene, '/auth/authorization', { parameters: text({ client_id: scene.client.clientId, request_uri }) })).body.action,
      'INTERACTION',
    ],
    [
      'a device code',
      async () => (await call(one, '/device/authorization', { parameters: 'scope=read', ...one.client })).body.deviceCode,
      async (scene, device_code) => {
        const parameters = text({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code });
        return JSON.parse((await call(scene, '/auth/token', { parameters, ...scene.client })).body.responseContent).error;
      },
      'authorization_pending',
    ],
    [
      'a user code',
      async () => (await call(one, '/device/authorization', { parameters: 'scope=read', ...one.client })).body.userCode,
      async (scene, userCode) => (await call(scene, '/device/verification', { userCode })).body.action,
      'VALID',
    ],
    [
      'a client, to look at it',
      async () => one.client.clientId,
      async (scene, clientId) => (await call(scene, `/client/get/${clientId}`)).status,
      200,
    ],
  ];
  for (const [thing, make, use, atHome] of things)
    test(`${thing} of one service is good for nothing at another, and is as good as before at home`, async () => {
      const value = await make();
      assert.equal(typeof value, 'string');
      assert.notDeepEqual(await use(other, value), atHome);
      assert.deepEqual(await use(one, value), atHome);
    });

  test('the first service does not know them either', async () => {
    const first: Scene = { ...other, id: api.owner.service_id, key: api.owner.service_token };
    const { accessToken } = await redeem(one, await getCode(one));
    assert.notEqual((await call(first, '/auth/introspection', { token: accessToken })).body.usable, true);
    const response = await fetch(`${api.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${accessToken}` } });
    assert.equal(response.status, 401);
  });
});
