import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import { athOf, type DpopKey, makeDpopKey } from '../../src/engine/testing/dpop-key.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';

type Members = Readonly<Record<string, unknown>>;

suite('introspection', () => {
  let api: EngineApi;
  let client: TestClient;
  before(async () => {
    api = await startEngineApi();
    client = await createTestClient(api.url, api.owner.api_token);
  });
  after(() => api[Symbol.asyncDispose]());

  const ok = async (path: string, body: unknown) => {
    const answer = await api.call(path, body);
    assert.equal(answer.status, 200, answer.text);
    assert.doesNotMatch(answer.text, /\bnull\b/);
    return answer.body;
  };
  const create = (more: Members = {}) =>
    ok('/auth/token/create', {
      grantType: 'AUTHORIZATION_CODE',
      clientIdentifier: client.clientId,
      subject: 'ann',
      scopes: ['openid'],
      ...more,
    });
  const introspect = (token: string, more: Members = {}) => ok('/auth/introspection', { token, ...more });
  const standard = async (token: string, more: Members = {}) => {
    const answer = await ok('/auth/introspection/standard', { parameters: String(new URLSearchParams({ token })), ...more });
    return { ...answer, content: answer.action === 'JWT' ? answer.responseContent : JSON.parse(answer.responseContent) };
  };

  test('seed 002, auth/introspection: a good token is told of in full', async () => {
    const properties = [
      { key: 'tenant', value: 'acme', hidden: false },
      { key: 'cost', value: '7', hidden: true },
    ];
    const resources = ['https://api.example.com'];
    const made = await create({ properties, resources, acr: 'phr', authTime: 1_700_000_000, certificateThumbprint: undefined });
    const answer = await introspect(made.accessToken, { scopes: ['openid'], subject: 'ann', resources, acrValues: [], maxAge: 0 });
    assert.deepEqual([answer.resultCode, answer.action, answer.responseContent], ['A056001', 'OK', 'Bearer error="invalid_request"']);
    assert.deepEqual([answer.existent, answer.usable, answer.sufficient, answer.refreshable], [true, true, true, true]);
    assert.deepEqual([answer.clientId, answer.clientIdAlias, answer.subject], [made.clientId, client.clientId, 'ann']);
    assert.deepEqual([answer.scopes, answer.scopeDetails[0].name, answer.grantType], [['openid'], 'openid', 'AUTHORIZATION_CODE']);
    assert.deepEqual([answer.properties, answer.resources, answer.accessTokenResources], [properties, resources, resources]);
    assert.deepEqual([answer.acr, answer.authTime, answer.expiresAt], ['phr', 1_700_000_000, made.expiresAt]);
    const itself = await create({ grantType: 'CLIENT_CREDENTIALS', scopes: undefined });
    const own = await introspect(itself.accessToken);
    assert.deepEqual([own.refreshable, own.grantType, 'subject' in own], [false, 'CLIENT_CREDENTIALS', false]);
  });

  const demands: readonly (readonly [title: string, more: Members, expected: string, challenge: RegExp])[] = [
    [
      'RFC 6750 §3.1: a scope it lacks',
      { scopes: ['openid', 'email'] },
      'FORBIDDEN true false',
      /error="insufficient_scope".*scope="openid email"/,
    ],
    ['another subject', { subject: 'bob' }, 'FORBIDDEN true false', /error="invalid_request"/],
    ['RFC 8707 §2: another resource', { resources: ['https://b.example'] }, 'FORBIDDEN true true', /error="invalid_token"/],
    ['RFC 9470 §3: an older sign-in', { maxAge: 60 }, 'UNAUTHORIZED true true', /insufficient_user_authentication".*max_age="60"/],
    ['RFC 9470 §3: a weaker class', { acrValues: ['phrh'] }, 'UNAUTHORIZED true true', /acr_values="phrh"/],
  ];
  for (const [title, more, expected, challenge] of demands)
    test(`${title} → ${expected}`, async () => {
      const { accessToken } = await create({ resources: ['https://a.example'], acr: 'urn:x', authTime: 1_700_000_000 });
      const answer = await introspect(accessToken, more);
      assert.equal(`${answer.action} ${answer.usable} ${answer.sufficient}`, expected);
      assert.match(answer.responseContent, /^Bearer /);
      assert.match(answer.responseContent, challenge);
    });

  test('RFC 6750 §3.1: no token, an unknown one and a dead one', async () => {
    const none = await introspect('');
    assert.deepEqual([none.action, none.existent, none.usable], ['BAD_REQUEST', false, false]);
    const unknown = await introspect('nothing');
    assert.deepEqual([unknown.resultCode, unknown.action, unknown.existent], ['A056301', 'UNAUTHORIZED', false]);
    assert.match(unknown.responseContent, /^Bearer error="invalid_token"/);
    const { accessToken } = await create();
    await ok('/auth/token/revoke', { accessTokenIdentifier: accessToken });
    const dead = await introspect(accessToken);
    assert.deepEqual(
      [dead.action, dead.existent, dead.usable, dead.sufficient, dead.refreshable],
      ['UNAUTHORIZED', true, false, false, false],
    );
  });

  const prove = (key: DpopKey, accessToken: string, more: Members = {}) =>
    key.prove({ htm: 'GET', htu: 'https://api.example.com/a', ath: athOf(accessToken), iat: Math.floor(Date.now() / 1000), ...more });

  test('RFC 9449 §7: a bound token is good with a proof of its key, once', async () => {
    const [key, other] = [makeDpopKey(), makeDpopKey()];
    const { accessToken } = await create({ dpopKeyThumbprint: key.jkt });
    const proof = prove(key, accessToken);
    const call = { htm: 'GET', htu: 'https://api.example.com/a' };
    const actionOf = async (more: Members) => {
      const { action, responseContent, usable } = await introspect(accessToken, more);
      return `${action} ${usable} ${String(responseContent).split(' ')[0]}`;
    };
    assert.equal(await actionOf({}), 'UNAUTHORIZED true DPoP');
    assert.equal(await actionOf({ ...call, dpop: prove(other, accessToken) }), 'UNAUTHORIZED true DPoP');
    assert.equal(await actionOf({ ...call, htm: 'POST', dpop: prove(key, accessToken) }), 'UNAUTHORIZED true DPoP');
    const parallel = await Promise.all(Array.from({ length: 5 }, () => actionOf({ ...call, dpop: proof })));
    assert.deepEqual(parallel.sort(), ['OK true Bearer', ...Array.from({ length: 4 }, () => 'UNAUTHORIZED true DPoP')]);
    const demanded = await introspect(accessToken, { ...call, dpop: prove(key, accessToken), dpopNonceRequired: true });
    assert.equal(demanded.action, 'UNAUTHORIZED');
    const nonce: string = demanded.dpopNonce;
    const again = await introspect(accessToken, { ...call, dpop: prove(key, accessToken, { nonce }), dpopNonceRequired: true });
    assert.deepEqual([again.action, typeof again.dpopNonce], ['OK', 'string']);
  });

  test('seed 002: what is not honoured is refused, and defaults of it are not', async () => {
    const { accessToken } = await create();
    for (const more of [{ headers: [] }, { message: '' }, { requestBodyContained: false }, { uri: '' }])
      assert.equal((await introspect(accessToken, more)).action, 'OK');
    const refusals: readonly Members[] = [
      { headers: [{ key: 'a', value: 'b' }] },
      { message: 'm' },
      { requiredComponents: ['a'] },
      { targetUri: 'https://a.example' },
      { scopes: 'openid' },
      { maxAge: 'x' },
      { token: 7 },
    ];
    for (const more of refusals) assert.equal((await api.call('/auth/introspection', { token: accessToken, ...more })).status, 400);
  });

  test('RFC 7662 §2.2, seed 002: the standard answer, with hidden properties for who wants them', async () => {
    const properties = [
      { key: 'tenant', value: 'acme', hidden: false },
      { key: 'cost', value: '7', hidden: true },
    ];
    const { accessToken, refreshToken } = await create({ properties });
    const { resultCode, action, content } = await standard(accessToken);
    assert.deepEqual(
      [resultCode, action, content.active, content.sub, content.tenant, content.cost],
      ['A145001', 'OK', true, 'ann', 'acme', undefined],
    );
    assert.equal((await standard(accessToken, { withHiddenProperties: true })).content.cost, '7');
    assert.equal((await standard(refreshToken, { withHiddenProperties: true })).content.cost, '7');
    assert.deepEqual((await standard('nothing')).content, { active: false });
  });

  test('RFC 9701 §5: a signed answer is for the resource server that asks, and names it', async () => {
    const { accessToken } = await create({ resources: ['https://a.example'] });
    const signed = { rsUri: 'https://a.example', httpAcceptHeader: 'application/token-introspection+jwt' };
    const decode = (jwt: string, part: number) => JSON.parse(Buffer.from(jwt.split('.')[part] ?? '', 'base64url').toString());
    for (const introspectionSignAlg of [undefined, 'ES256', 'PS256']) {
      const { action, content } = await standard(accessToken, { ...signed, introspectionSignAlg });
      assert.equal(action, 'JWT');
      assert.deepEqual([decode(content, 0).typ, decode(content, 0).alg], ['token-introspection+jwt', introspectionSignAlg ?? 'RS256']);
      assert.deepEqual([decode(content, 1).aud, decode(content, 1).token_introspection.active], ['https://a.example', true]);
    }
    const other = await standard(accessToken, { ...signed, rsUri: 'https://b.example' });
    assert.deepEqual(decode(other.content, 1).token_introspection, { active: false });
    assert.deepEqual((await standard(accessToken, { rsUri: 'https://b.example' })).content, { active: false });
    const refusals: readonly Members[] = [
      { httpAcceptHeader: signed.httpAcceptHeader },
      { ...signed, introspectionSignAlg: 'HS256' },
      { introspectionEncryptionAlg: 'RSA_OAEP' },
      { publicKeyForEncryption: '{}' },
      { parameters: '' },
    ];
    for (const more of refusals)
      assert.equal((await api.call('/auth/introspection/standard', { parameters: 'token=a', ...more })).status, 400);
    for (const parameters of ['a=b', 'token=a&token=b', 'token=%zz'])
      assert.equal((await ok('/auth/introspection/standard', { parameters })).action, 'BAD_REQUEST');
  });

  test('both ways to ask agree with the standard endpoint about every token', async () => {
    const live = await create();
    const dead = await create();
    await ok('/auth/token/revoke', { accessTokenIdentifier: dead.accessToken });
    const given = await create({ accessToken: 'a-token-of-another-server-0123456789abcdef' });
    const short = await create({ accessTokenDuration: 1 });
    const known: readonly string[] = [live, dead, given, short].flatMap(({ accessToken, tokenId }) => [accessToken, tokenId]);
    const endpoint = async (token: string): Promise<Members> => {
      const response = await fetch(`${api.url}/oauth2/introspect`, {
        method: 'POST',
        body: new URLSearchParams({ token, client_id: client.clientId, client_secret: client.clientSecret }),
      });
      return (await response.json()) as Members;
    };
    const mangled = fc.tuple(fc.constantFrom(...known), fc.nat(), fc.constantFrom('', 'x', '.')).map(([token, at, letter]) => {
      const index = at % (token.length + 1);
      return token.slice(0, index) + letter + token.slice(index + letter.length);
    });
    const anyToken = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known) }, mangled, fc.string({ minLength: 1 }));
    await fc.assert(
      fc.asyncProperty(anyToken, async (token) => {
        const [proprietary, { content }, answered] = await Promise.all([introspect(token), standard(token), endpoint(token)]);
        if ('error' in answered) return; // what cannot stand in a form is refused there
        assert.deepEqual([proprietary.action === 'OK', proprietary.usable, content], [answered.active, answered.active, answered]);
        if (content.active) assert.deepEqual([proprietary.expiresAt, proprietary.subject], [content.exp * 1000, content.sub]);
      }),
      { numRuns: 40 },
    );
  });
});
