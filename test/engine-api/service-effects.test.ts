import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineAnswer, type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { makePkce } from '../support/oauth-client.ts';

type Body = Readonly<Record<string, unknown>>;
type Form = Readonly<Record<string, string>>;

const redirectUri = 'https://app.example/callback';
const supportedScopes = [
  { name: 'read', defaultEntry: true },
  { name: 'openid' },
  { name: 'pay', attributes: [{ key: 'access_token.duration', value: '60' }] },
];

suite('seed 002, Appendix A: what is set of a service has its effect', () => {
  let api: EngineApi;
  let serviceId: number;
  let credentials: { readonly clientId: string; readonly clientSecret: string };
  let appId: string;
  const { challenge } = makePkce();

  const call = (path: string, body?: unknown): Promise<EngineAnswer> =>
    api.call(path, body, { serviceId, token: api.owner.organization_token });

  before(async () => {
    api = await startEngineApi();
    const made = await api.call('/../service/create', {}, { token: api.owner.organization_token });
    serviceId = made.body.apiKey;
    const redirectUris = [redirectUri];
    const server = await call('/client/create', { clientType: 'CONFIDENTIAL', redirectUris });
    credentials = { clientId: server.body.clientIdAlias, clientSecret: server.body.clientSecret };
    appId = (await call('/client/create', { clientType: 'PUBLIC', redirectUris })).body.clientIdAlias;
  });
  after(() => api[Symbol.asyncDispose]());

  /** Lays the service down anew. */
  const settle = async (settings: Body): Promise<void> => {
    const { status, text } = await call('/service/update?replace=true', { supportedScopes, ...settings });
    assert.equal(status, 200, text);
  };
  const parametersOf = (form: Form): string => String(new URLSearchParams(form));
  const token = async (form: Form, client: object = credentials) =>
    (await call('/auth/token', { parameters: parametersOf(form), ...client })).body;
  const authorize = async (form: Form = {}, clientId = credentials.clientId) => {
    const request = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: 'read', ...form };
    return (await call('/auth/authorization', { parameters: parametersOf(request) })).body;
  };
  /** Where the browser is sent once a person said yes. */
  const approve = async (form: Form = {}, clientId?: string): Promise<URL> => {
    const opened = await authorize(form, clientId);
    const issued = (await call('/auth/authorization/issue', { ticket: opened.ticket, subject: 'ada' })).body;
    assert.equal(issued.action, 'LOCATION', JSON.stringify([opened, issued]));
    return new URL(issued.responseContent);
  };
  const redeem = async (form: Form = {}) =>
    token({ grant_type: 'authorization_code', code: (await approve(form)).searchParams.get('code') ?? '', redirect_uri: redirectUri });
  const refresh = (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  const headerOf = (jwt = ''): Body => JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString());
  const contentOf = (answer: { readonly responseContent: string }): Body => JSON.parse(answer.responseContent);

  const clientToken = { grant_type: 'client_credentials' };

  /** What a member makes of a request: what it is without the member, and with it. */
  const effects: readonly (readonly [member: string, settings: Body, look: () => Promise<unknown>, without: unknown, withIt: unknown])[] = [
    ['accessTokenDuration', { accessTokenDuration: 77 }, async () => (await token(clientToken)).accessTokenDuration, 3600, 77],
    ['refreshTokenDuration', { refreshTokenDuration: 88 }, async () => (await redeem()).refreshTokenDuration, 2_592_000, 88],
    [
      'supportedScopes',
      { supportedScopes: [{ name: 'write' }] },
      async () => (await token({ ...clientToken, scope: 'read' })).action,
      'OK',
      'BAD_REQUEST',
    ],
    [
      'supportedScopes.defaultEntry',
      { supportedScopes: [{ name: 'write', defaultEntry: true }] },
      async () => (await token(clientToken)).scopes,
      ['read'],
      ['write'],
    ],
    [
      'supportedGrantTypes',
      { supportedGrantTypes: ['AUTHORIZATION_CODE'] },
      async () => contentOf(await token(clientToken)).error,
      undefined,
      'unsupported_grant_type',
    ],
    [
      'supportedGrantTypes, without REFRESH_TOKEN',
      { supportedGrantTypes: ['AUTHORIZATION_CODE'] },
      async () => (await redeem()).refreshToken === undefined,
      false,
      true,
    ],
    [
      'supportedTokenAuthMethods',
      { supportedTokenAuthMethods: ['PRIVATE_KEY_JWT'] },
      async () => contentOf(await token(clientToken)).error,
      undefined,
      'invalid_client',
    ],
    [
      'accessTokenSignAlg',
      { accessTokenSignAlg: 'PS256' },
      async () => {
        const { jwtAccessToken } = await token(clientToken);
        return jwtAccessToken && headerOf(jwtAccessToken).alg;
      },
      undefined,
      'PS256',
    ],
    ['pkceRequired', { pkceRequired: true }, async () => (await authorize()).action, 'INTERACTION', 'LOCATION'],
    [
      'pkceS256Required',
      { pkceS256Required: true },
      async () => (await authorize({ code_challenge: challenge })).action,
      'INTERACTION',
      'LOCATION',
    ],
    ['scopeRequired', { scopeRequired: true }, async () => (await authorize({ scope: '' })).action, 'INTERACTION', 'LOCATION'],
    ['parRequired', { parRequired: true }, async () => (await authorize()).action, 'INTERACTION', 'LOCATION'],
    ['requestObjectRequired', { requestObjectRequired: true }, async () => (await authorize()).action, 'INTERACTION', 'LOCATION'],
    ['fapiModes', { fapiModes: ['FAPI2_SECURITY'] }, async () => (await authorize()).action, 'INTERACTION', 'LOCATION'],
    ['dpopNonceRequired', { dpopNonceRequired: true }, async () => typeof (await token(clientToken)).dpopNonce, 'undefined', 'string'],
    ['issSuppressed', { issSuppressed: true }, async () => (await approve()).searchParams.has('iss'), true, false],
    [
      'errorDescriptionOmitted',
      { errorDescriptionOmitted: true },
      async () => 'error_description' in contentOf(await token({ grant_type: 'x' })),
      true,
      false,
    ],
    [
      'errorDescriptionOmitted in redirects',
      { errorDescriptionOmitted: true },
      async () => new URL((await authorize({ scope: 'nothing' })).responseContent).searchParams.has('error_description'),
      true,
      false,
    ],
    [
      'errorUriOmitted',
      { errorUriOmitted: false },
      async () => typeof contentOf(await token({ grant_type: 'x' })).error_uri,
      'undefined',
      'string',
    ],
    [
      'refreshTokenKept',
      { refreshTokenKept: true },
      async () => {
        const { refreshToken } = await redeem();
        return (await refresh(refreshToken)).refreshToken === refreshToken;
      },
      false,
      true,
    ],
    [
      'refreshTokenIdempotent',
      { refreshTokenIdempotent: false },
      async () => {
        const { refreshToken } = await redeem();
        await refresh(refreshToken);
        return (await refresh(refreshToken)).action;
      },
      'OK',
      'BAD_REQUEST',
    ],
    [
      'tokenExpirationLinked',
      { refreshTokenDuration: 50, tokenExpirationLinked: true },
      async () => (await redeem()).accessTokenDuration,
      3600,
      50,
    ],
    [
      'singleAccessTokenPerSubject',
      { singleAccessTokenPerSubject: true },
      async () => {
        const first = await redeem();
        await redeem();
        return (await call('/auth/introspection', { token: first.accessToken })).body.usable;
      },
      true,
      false,
    ],
    [
      'openidDroppedOnRefreshWithoutOfflineAccess',
      { openidDroppedOnRefreshWithoutOfflineAccess: true },
      async () => {
        const { refreshToken } = await redeem({ scope: 'openid read' });
        return (await refresh(refreshToken)).idToken === undefined;
      },
      false,
      true,
    ],
    [
      'scope attribute access_token.duration',
      { accessTokenDuration: 300 },
      async () => (await token({ ...clientToken, scope: 'pay' })).accessTokenDuration,
      60,
      60,
    ],
    [
      'pushedAuthReqDuration',
      { pushedAuthReqDuration: 33 },
      async () =>
        contentOf(
          (
            await call('/pushed_auth_req', {
              parameters: parametersOf({ response_type: 'code', redirect_uri: redirectUri }),
              ...credentials,
            })
          ).body,
        ).expires_in,
      90,
      33,
    ],
    [
      'missingClientIdAllowed',
      { missingClientIdAllowed: true },
      async () => {
        const pair = makePkce();
        const code =
          (await approve({ code_challenge: pair.challenge, code_challenge_method: 'S256' }, appId)).searchParams.get('code') ?? '';
        return (await token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: pair.verifier }, {}))
          .action;
      },
      'BAD_REQUEST',
      'OK',
    ],
  ];
  for (const [member, settings, look, without, withIt] of effects)
    test(`${member}`, async () => {
      await settle({});
      assert.deepEqual(await look(), without, 'without it');
      await settle(settings);
      assert.deepEqual(await look(), withIt, 'with it');
    });

  test('a change is in force at once', async () => {
    for (const accessTokenDuration of [100, 200, 300]) {
      await settle({ accessTokenDuration });
      assert.equal((await token(clientToken)).accessTokenDuration, accessTokenDuration);
    }
  });
});
