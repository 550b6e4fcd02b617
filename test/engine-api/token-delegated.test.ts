import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';

type Members = Readonly<Record<string, unknown>>;

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const bearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const typeOf = (name: string): string => `urn:ietf:params:oauth:token-type:${name}`;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (claims: Members, alg = 'none', signature = ''): string => `${encode({ alg })}.${encode(claims)}.${signature}`;
const now = (): number => Math.floor(Date.now() / 1000);

suite('grants that the front end judges', () => {
  let api: EngineApi;
  let clientId: string;
  let clientSecret: string;
  before(async () => {
    api = await startEngineApi();
    const made = await api.call('/client/create', {
      clientName: 'Delegating',
      clientType: 'CONFIDENTIAL',
      grantTypes: ['PASSWORD', 'TOKEN_EXCHANGE', 'JWT_BEARER', 'REFRESH_TOKEN', 'CLIENT_CREDENTIALS'],
    });
    assert.ok(made.status < 300, made.text);
    clientId = String(made.body.clientId);
    clientSecret = made.body.clientSecret;
  });
  after(() => api[Symbol.asyncDispose]());

  const ok = async (path: string, body: unknown) => {
    const answer = await api.call(path, body);
    assert.equal(answer.status, 200, answer.text);
    assert.doesNotMatch(answer.text, /:null\b/);
    return answer.body;
  };
  const process = (parameters: Readonly<Record<string, string>>, more: Members = {}) =>
    ok('/auth/token', { parameters: String(new URLSearchParams(parameters)), clientId, clientSecret, ...more });
  const create = (more: Members = {}) =>
    ok('/auth/token/create', { grantType: 'AUTHORIZATION_CODE', clientIdentifier: clientId, subject: 'ann', scopes: ['openid'], ...more });
  const password = { grant_type: 'password', username: 'ann', password: 'se cret', scope: 'openid' };

  test('RFC 6749 §4.3: name and password go to the front end, and its ticket becomes tokens, once', async () => {
    const asked = await process(password);
    assert.deepEqual([asked.action, asked.username, asked.password, asked.grantType], ['PASSWORD', 'ann', 'se cret', 'PASSWORD']);
    assert.deepEqual([String(asked.clientId), asked.clientAuthMethod, asked.scopes], [clientId, 'CLIENT_SECRET_BASIC', ['openid']]);
    assert.equal('responseContent' in asked, false);
    const properties = [{ key: 'tenant', value: 'acme', hidden: false }];
    const issue = () => ok('/auth/token/issue', { ticket: asked.ticket, subject: 'ann', properties, accessTokenDuration: 60 });
    const answers = await Promise.all([issue(), issue(), issue()]);
    const issued = answers.find(({ action }) => action === 'OK');
    assert.equal(answers.filter(({ action }) => action === 'INTERNAL_SERVER_ERROR').length, 2);
    const content = JSON.parse(issued.responseContent);
    assert.deepEqual([issued.resultCode, issued.subject, issued.accessTokenDuration], ['A054001', 'ann', 60]);
    assert.deepEqual([content.access_token, content.tenant, typeof content.id_token], [issued.accessToken, 'acme', 'string']);
    const introspected = await ok('/auth/introspection', { token: issued.accessToken, scopes: ['openid'], subject: 'ann' });
    assert.deepEqual([introspected.action, introspected.grantType, introspected.refreshable], ['OK', 'PASSWORD', true]);
    const refreshed = await process({ grant_type: 'refresh_token', refresh_token: issued.refreshToken });
    assert.deepEqual([refreshed.action, refreshed.subject, refreshed.previousRefreshTokenUsed], ['OK', 'ann', undefined]);
    const again = await process({ grant_type: 'refresh_token', refresh_token: issued.refreshToken });
    assert.deepEqual([again.accessToken, again.previousRefreshTokenUsed], [refreshed.accessToken, true]);
  });

  const reasons: readonly (readonly [reason: string, expected: string])[] = [
    ['INVALID_RESOURCE_OWNER_CREDENTIALS', 'A067301 BAD_REQUEST invalid_request'],
    ['INVALID_TARGET', 'A067396 BAD_REQUEST invalid_target'],
    ['INVALID_SCOPE', 'A067395 BAD_REQUEST invalid_scope'],
    ['UNAUTHORIZED_CLIENT', 'A067393 BAD_REQUEST unauthorized_client'],
    ['UNKNOWN', 'A067199 INTERNAL_SERVER_ERROR server_error'],
  ];
  for (const [reason, expected] of reasons)
    test(`seed 002, token/fail: ${reason} → ${expected}`, async () => {
      const { ticket } = await process(password);
      const failed = await ok('/auth/token/fail', { ticket, reason });
      assert.equal(`${failed.resultCode} ${failed.action} ${JSON.parse(failed.responseContent).error}`, expected);
      assert.equal((await ok('/auth/token/issue', { ticket, subject: 'ann' })).action, 'INTERNAL_SERVER_ERROR');
      assert.equal((await ok('/auth/token/fail', { ticket, reason })).resultCode, 'A067201');
    });

  test('seed 002: what is no ticket is the front end’s mistake, as is what is no subject', async () => {
    const { ticket } = await process(password);
    const { accessToken } = await create();
    for (const wrong of ['x', accessToken, `${ticket}x`, unsigned({ jti: 'a', exp: now() + 60 })])
      assert.equal((await ok('/auth/token/issue', { ticket: wrong, subject: 'ann' })).action, 'INTERNAL_SERVER_ERROR');
    assert.equal((await ok('/auth/token/issue', { ticket, subject: 'ü' })).action, 'INTERNAL_SERVER_ERROR');
    assert.equal((await ok('/auth/token/issue', { ticket, subject: 'ann' })).action, 'OK');
    for (const body of [{ ticket }, { subject: 'ann' }, { ticket: '', subject: 'a' }])
      assert.equal((await api.call('/auth/token/issue', body)).status, 400);
    assert.equal((await api.call('/auth/token/fail', { ticket, reason: 'SOMETHING' })).status, 400);
  });

  test('RFC 8693 §2.1: tokens of ours are told of, and what was asked for', async () => {
    const [subject, actor] = [await create({ resources: ['https://a.example'] }), await create({ subject: 'bob' })];
    const parameters = new URLSearchParams({
      grant_type: exchange,
      subject_token: subject.accessToken,
      subject_token_type: typeOf('access_token'),
      actor_token: actor.refreshToken,
      actor_token_type: typeOf('refresh_token'),
      requested_token_type: typeOf('jwt'),
      scope: 'openid',
    });
    for (const audience of ['a', 'b']) parameters.append('audience', audience);
    parameters.append('resource', 'https://b.example');
    const asked = await ok('/auth/token', { parameters: String(parameters), clientId, clientSecret });
    assert.deepEqual([asked.resultCode, asked.action, asked.grantType], ['A311001', 'TOKEN_EXCHANGE', 'TOKEN_EXCHANGE']);
    assert.deepEqual([asked.subjectTokenType, asked.actorTokenType, asked.requestedTokenType], ['ACCESS_TOKEN', 'REFRESH_TOKEN', 'JWT']);
    assert.deepEqual([asked.subjectToken, asked.actorToken], [subject.accessToken, actor.refreshToken]);
    assert.deepEqual([asked.subjectTokenInfo.subject, asked.actorTokenInfo.subject], ['ann', 'bob']);
    assert.deepEqual([asked.subjectTokenInfo.scopes[0].name, asked.subjectTokenInfo.resources], ['openid', ['https://a.example']]);
    assert.deepEqual([asked.audiences, asked.resources, asked.scopes], [['a', 'b'], ['https://b.example'], ['openid']]);
    assert.equal('responseContent' in asked, false);
  });

  const inputs: readonly (readonly [title: string, type: string, token: () => string, expected: string])[] = [
    ['an unknown access token', 'access_token', () => 'nothing', 'A311306 BAD_REQUEST'],
    ['an unknown refresh token', 'refresh_token', () => 'nothing', 'A311306 BAD_REQUEST'],
    ['text that is no JWT', 'jwt', () => 'nothing', 'A050390 BAD_REQUEST'],
    ['an expired JWT', 'jwt', () => unsigned({ exp: now() - 300 }), 'A050390 BAD_REQUEST'],
    ['a JWT of tomorrow', 'jwt', () => unsigned({ nbf: now() + 300 }), 'A050390 BAD_REQUEST'],
    ['a JWT', 'jwt', () => unsigned({ exp: now() + 300 }, 'RS256', 'YQ'), 'A311001 TOKEN_EXCHANGE'],
    ['an ID token of somebody else', 'id_token', () => unsigned({ iss: 'https://x.example' }, 'RS256', 'YQ'), 'A050390 BAD_REQUEST'],
    ['a SAML assertion', 'saml2', () => 'PHNhbWw+', 'A311001 TOKEN_EXCHANGE'],
    ['an unknown type', 'something', () => 'x', 'A050390 BAD_REQUEST'],
  ];
  for (const [title, type, token, expected] of inputs)
    test(`RFC 8693 §2.1: ${title} → ${expected}`, async () => {
      const { resultCode, action } = await process({ grant_type: exchange, subject_token: token(), subject_token_type: typeOf(type) });
      assert.equal(`${resultCode} ${action}`, expected);
    });

  test('RFC 8693 §2.1: tokens come with their types, and dead ones are not exchanged', async () => {
    const { accessToken } = await create();
    const missing = await process({ grant_type: exchange, subject_token: accessToken });
    assert.deepEqual([missing.resultCode, missing.action], ['A250302', 'BAD_REQUEST']);
    const good = { grant_type: exchange, subject_token: accessToken, subject_token_type: typeOf('access_token') };
    for (const half of [{ actor_token: 'x' }, { actor_token_type: typeOf('jwt') }])
      assert.equal((await process({ ...good, ...half })).action, 'BAD_REQUEST');
    await ok('/auth/token/revoke', { accessTokenIdentifier: accessToken });
    assert.equal((await process(good)).action, 'BAD_REQUEST');
  });

  const assertionOf = (change: Members = {}): Members => ({
    iss: 'https://i.example',
    sub: 'ann',
    aud: api.url,
    exp: now() + 300,
    ...change,
  });
  const assertions: readonly (readonly [title: string, make: () => string, expected: string])[] = [
    ['a good one', () => unsigned(assertionOf(), 'RS256', 'YQ'), 'A312001 JWT_BEARER'],
    [
      'one for our token endpoint among others',
      () => unsigned(assertionOf({ aud: ['x', `${api.url}/oauth2/token`] }), 'RS256', 'YQ'),
      'A312001 JWT_BEARER',
    ],
    ['one that is encrypted', () => 'YQ.YQ.YQ.YQ.YQ', 'A312001 JWT_BEARER'],
    ['text', () => 'x', 'A050392 BAD_REQUEST'],
    ['an expired one', () => unsigned(assertionOf({ exp: now() - 300 })), 'A314309 BAD_REQUEST'],
    ['one without an end', () => unsigned(assertionOf({ exp: undefined })), 'A050392 BAD_REQUEST'],
    ['one for somebody else', () => unsigned(assertionOf({ aud: 'https://x.example' })), 'A314314 BAD_REQUEST'],
    ['one of nobody', () => unsigned(assertionOf({ iss: undefined })), 'A050392 BAD_REQUEST'],
    ['one about nobody', () => unsigned(assertionOf({ sub: '' })), 'A050392 BAD_REQUEST'],
    ['times that are text', () => unsigned(assertionOf({ exp: 'never' })), 'A050392 BAD_REQUEST'],
  ];
  for (const [title, make, expected] of assertions)
    test(`RFC 7523 §3: an assertion: ${title} → ${expected}`, async () => {
      const assertion = make();
      const answer = await process({ grant_type: bearer, assertion });
      assert.equal(`${answer.resultCode} ${answer.action}`, expected);
      if (answer.action === 'JWT_BEARER') assert.equal(answer.assertion, assertion);
    });

  test('seed 002, Appendix A: a service that wants them signed and readable refuses the others', async () => {
    const flags = [
      'tokenExchangeEncryptedJwtRejected',
      'tokenExchangeUnsignedJwtRejected',
      'jwtGrantEncryptedJwtRejected',
      'jwtGrantUnsignedJwtRejected',
    ];
    const set = async (value: boolean) => {
      const { body, status, text } = await api.call('/service/update', Object.fromEntries(flags.map((name) => [name, value])));
      assert.equal(status, 200, text);
      for (const name of flags) assert.equal(body[name], value, name);
    };
    const actions = async () => {
      const found: string[] = [];
      for (const token of ['YQ.YQ.YQ.YQ.YQ', unsigned(assertionOf())]) {
        found.push((await process({ grant_type: exchange, subject_token: token, subject_token_type: typeOf('jwt') })).action);
        found.push((await process({ grant_type: bearer, assertion: token })).action);
      }
      return found.join(' ');
    };
    await set(true);
    assert.equal(await actions(), 'BAD_REQUEST BAD_REQUEST BAD_REQUEST BAD_REQUEST');
    await set(false);
    assert.equal(await actions(), 'TOKEN_EXCHANGE JWT_BEARER TOKEN_EXCHANGE JWT_BEARER');
  });

  test('RFC 6749 §5.2: clients prove themselves, and have registered the grant type', async () => {
    const wrong = await process(password, { clientSecret: 'wrong' });
    assert.deepEqual([wrong.action, 'ticket' in wrong, 'password' in wrong], ['INVALID_CLIENT', false, false]);
    const other = await api.call('/client/create', { clientName: 'Plain', clientType: 'CONFIDENTIAL', grantTypes: ['CLIENT_CREDENTIALS'] });
    const credentials = { clientId: String(other.body.clientId), clientSecret: other.body.clientSecret };
    for (const grant_type of ['password', exchange, bearer]) {
      const { action, responseContent } = await process({ grant_type }, credentials);
      assert.deepEqual([action, JSON.parse(responseContent).error], ['BAD_REQUEST', 'unauthorized_client']);
    }
    for (const twice of ['grant_type=password&username=a&username=b&password=x', `grant_type=${exchange}&subject_token=a&subject_token=b`])
      assert.equal((await ok('/auth/token', { parameters: twice, clientId, clientSecret })).action, 'BAD_REQUEST');
  });

  test('the standard token endpoint has none of them', async () => {
    for (const grant_type of ['password', bearer]) {
      const response = await fetch(`${api.url}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type, username: 'ann', password: 'x', assertion: 'x' }),
      });
      assert.deepEqual([response.status, ((await response.json()) as Members).error], [400, 'unsupported_grant_type']);
    }
  });
});
