import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

suite('token management', () => {
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
    assert.doesNotMatch(answer.text, /:null\b/);
    return answer.body;
  };
  const create = (subject: string | undefined, more: Readonly<Record<string, unknown>> = {}) =>
    ok('/auth/token/create', {
      grantType: subject === undefined ? 'CLIENT_CREDENTIALS' : 'TOKEN_EXCHANGE',
      clientIdentifier: client.clientId,
      subject,
      ...more,
    });
  const list = async (query: Readonly<Record<string, string>>) =>
    (await api.call(`/auth/token/get/list?${new URLSearchParams(query)}`)).body;
  const isActive = async (token: string): Promise<boolean> => {
    const response = await fetch(`${api.url}/oauth2/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ token, client_id: client.clientId, client_secret: client.clientSecret }),
    });
    return ((await response.json()) as { active: boolean }).active;
  };

  test('seed 002, token/create: what was wanted is what was made', async () => {
    const properties = [{ key: 'tenant', value: 'acme', hidden: true }];
    const made = await create('ann', { scopes: ['openid'], accessTokenDuration: 60, properties, acr: 'phr', sessionId: 's-1' });
    assert.deepEqual([made.resultCode, made.action, made.grantType], ['A109001', 'OK', 'TOKEN_EXCHANGE']);
    assert.deepEqual([made.subject, made.scopes, made.refreshTokenScopes], ['ann', ['openid'], ['openid']]);
    assert.deepEqual([made.tokenType, made.properties, made.sessionId], ['Bearer', properties, 's-1']);
    assert.ok(made.expiresIn === 60 || made.expiresIn === 59, made.expiresIn); // a second may end in between
    assert.deepEqual([typeof made.clientId, made.clientIdentifier], ['number', client.clientId]);
    assert.ok(Math.abs(made.expiresAt - Date.now() - 60_000) < 10_000);
    assert.equal(await isActive(made.accessToken), true);
    assert.equal(await isActive(made.refreshToken), true);
    assert.equal('responseContent' in made, false);
  });

  test('seed 002, token/create: a client for itself has no refresh token, nor has IMPLICIT; persistent tokens live on', async () => {
    const [itself, implicit] = [await create(undefined, { accessTokenPersistent: true }), await create('ann', { grantType: 'IMPLICIT' })];
    assert.deepEqual(
      [itself.refreshToken, itself.subject, implicit.refreshToken, implicit.subject],
      [undefined, undefined, undefined, 'ann'],
    );
    assert.ok(itself.expiresIn > 99 * 365 * 86_400);
  });

  test('RFC 9449 §6, RFC 8705 §3: tokens are bound to the keys that are named', async () => {
    const made = await create('ann', { dpopKeyThumbprint: 'k'.repeat(43), certificateThumbprint: 'c'.repeat(43) });
    assert.equal(made.tokenType, 'DPoP');
  });

  const faults: readonly (readonly [title: string, more: Readonly<Record<string, unknown>>, expected: string])[] = [
    ['an unknown client', { clientIdentifier: 'nobody' }, '200 BAD_REQUEST'],
    ['an unknown scope', { scopes: ['nothing'] }, '200 BAD_REQUEST'],
    ['a subject that is too long', { subject: 'x'.repeat(101) }, '200 BAD_REQUEST'],
    ['a sign-in that is told in milliseconds', { authTime: Date.now() }, '200 BAD_REQUEST'],
    ['a session id that is too long', { sessionId: 'x'.repeat(256) }, '200 BAD_REQUEST'],
    ['a thumbprint that is none', { dpopKeyThumbprint: 'x' }, '200 BAD_REQUEST'],
    ['a resource that is none', { resources: ['x'] }, '200 BAD_REQUEST'],
    ['no client', { clientIdentifier: undefined }, '400 undefined'],
    ['no subject', { subject: undefined }, '400 undefined'],
    ['no grant type', { grantType: undefined }, '400 undefined'],
    ['an unknown grant type', { grantType: 'SOMETHING' }, '400 undefined'],
    ['a refresh token that is too short', { refreshToken: 'short' }, '400 undefined'],
    ['what is not supported', { forExternalAttachment: true }, '400 undefined'],
    ['claims that are no object', { jwtAtClaims: '[]' }, '400 undefined'],
  ];
  for (const [title, more, expected] of faults)
    test(`seed 002, token/create: ${title} → ${expected}`, async () => {
      const { status, body } = await api.call('/auth/token/create', {
        grantType: 'AUTHORIZATION_CODE',
        clientIdentifier: client.clientId,
        subject: 'ann',
        ...more,
      });
      assert.equal(`${status} ${body.action}`, expected);
      assert.match(body.resultMessage, new RegExp(`^\\[${body.resultCode}\\] .`));
    });

  test('seed 002, token/create: tokens of another server keep their values, once, and are named by their hashes', async () => {
    const accessToken = 'an-access-token-of-another-server-0123456789';
    const refreshToken = 'a-refresh-token-of-another-server-0123456789';
    const made = await create('old', { accessToken, refreshToken });
    assert.deepEqual([made.accessToken, made.refreshToken], [accessToken, refreshToken]);
    for (const again of [{ accessToken }, { refreshToken }]) assert.equal((await create('old', again)).resultCode, 'A109217');
    const [listed] = (await list({ subject: 'old' })).accessTokens;
    assert.deepEqual([listed.accessTokenHash, listed.refreshTokenHash], [hashOf(accessToken), hashOf(refreshToken)]);
    const updated = await ok('/auth/token/update', { accessTokenHash: hashOf(accessToken), scopes: [] });
    assert.equal(updated.action, 'OK');
    const revoked = await ok('/auth/token/revoke', { refreshTokenIdentifier: hashOf(refreshToken) });
    assert.equal(revoked.count, 1);
    assert.equal(await isActive(accessToken), false);
  });

  test('seed 002, token/get/list: pages, newest first, and never a value', async () => {
    const made = [await create('pat'), await create('pat'), await create('pat')];
    const page = await list({ clientIdentifier: client.clientId, subject: 'pat', start: '1', end: '3' });
    assert.deepEqual([page.start, page.end, page.totalCount, page.subject], [1, 3, 3, 'pat']);
    assert.equal(page.client.clientIdAlias, client.clientId);
    assert.equal(page.accessTokens.length, 2);
    for (const { accessToken, refreshToken } of made)
      for (const secret of [accessToken, refreshToken]) assert.equal(JSON.stringify(page).includes(secret), false);
    const [first] = page.accessTokens;
    assert.deepEqual([first.grantType, first.subject, first.lastRefreshedAt], ['TOKEN_EXCHANGE', 'pat', undefined]);
    assert.equal((await list({ subject: 'pat' })).accessTokens.length, 3);
    assert.equal((await api.call('/auth/token/get/list?clientIdentifier=nobody')).status, 404);
    for (const query of ['start=-1', 'end=x', 'start=5&end=4'])
      assert.equal((await api.call(`/auth/token/get/list?${query}`)).status, 400, query);
  });

  test('seed 002, token/update: expiry, scopes, properties and the value itself', async () => {
    const made = await create('upd', { scopes: ['openid'] });
    const accessTokenExpiresAt = (Math.floor(Date.now() / 1000) + 120) * 1000;
    const updated = await ok('/auth/token/update', {
      accessToken: made.accessToken,
      accessTokenExpiresAt,
      refreshTokenExpiresAt: accessTokenExpiresAt + 60_000,
      scopes: ['openid', 'nothing'],
      properties: [{ key: 'k', value: 'v' }],
    });
    assert.deepEqual([updated.resultCode, updated.action, updated.tokenType], ['A135001', 'OK', 'Bearer']);
    assert.deepEqual([updated.accessTokenExpiresAt, updated.refreshTokenExpiresAt], [accessTokenExpiresAt, accessTokenExpiresAt + 60_000]);
    assert.deepEqual([updated.scopes, updated.accessToken], [['openid'], made.accessToken]);
    const replaced = await ok('/auth/token/update', { tokenId: made.tokenId, accessTokenValueUpdated: true });
    assert.deepEqual(
      [await isActive(made.accessToken), await isActive(replaced.accessToken), await isActive(made.refreshToken)],
      [false, true, true],
    );
    const gone = await ok('/auth/token/update', { accessToken: made.accessToken });
    assert.equal(gone.action, 'NOT_FOUND');
    for (const body of [{}, { accessToken: '' }, { accessToken: 'x', accessTokenExpiresAt: 9e15 }])
      assert.equal((await api.call('/auth/token/update', body)).status, 400);
  });

  test('seed 002, token/delete, token/revoke: by value, id, client and subject; the count tells how many lived', async () => {
    const [first, second, third] = [await create('del'), await create('del'), await create('rev')];
    for (const { accessToken } of [first, first]) {
      const { status, text } = await api.call(`/auth/token/delete/${accessToken}`, undefined, { method: 'DELETE' });
      assert.deepEqual([status, text], [204, '']);
    }
    assert.equal((await api.call('/auth/token/delete/unknown', undefined, { method: 'DELETE' })).status, 204);
    assert.deepEqual([await isActive(first.refreshToken), await isActive(second.accessToken)], [false, true]);
    const count = async (body: Readonly<Record<string, string>>) => (await ok('/auth/token/revoke', body)).count;
    assert.equal(await count({ accessTokenIdentifier: third.tokenId }), 1);
    assert.equal(await count({ accessTokenIdentifier: third.accessToken }), 0);
    assert.equal(await count({ clientIdentifier: client.clientId, subject: 'del' }), 1);
    await create('all');
    assert.equal(await count({ subject: 'all' }), 1);
    assert.ok((await count({ clientIdentifier: client.clientId })) > 0);
    assert.equal((await list({})).totalCount, 0);
    assert.equal((await api.call('/auth/token/revoke', {})).status, 400);
    assert.equal((await api.call('/auth/token/revoke', { clientIdentifier: 'nobody' })).status, 404);
  });

  test('seed 002, token/create/batch: all or none, and what became of it', async () => {
    const one = { grantType: 'AUTHORIZATION_CODE', clientIdentifier: client.clientId, subject: 'batch' };
    const outcomes: unknown[] = [];
    for (const [tokens, query] of [
      [[one, { ...one, scopes: ['nothing'] }], ''],
      [[one, one], '?dryRun=true'],
      [[one, one], ''],
    ] as const) {
      const { requestId } = await ok(`/auth/token/create/batch${query}`, tokens);
      const { body } = await api.call(`/auth/token/create/batch/status/${requestId}`);
      const { batchKind, result, tokenCount, errorCode } = body.status;
      outcomes.push([batchKind, result, tokenCount, errorCode, (await list({ subject: 'batch' })).totalCount]);
    }
    assert.deepEqual(outcomes, [
      ['CREATE', 'FAILED', 2, 'A109395', 0],
      ['CREATE', 'SUCCEEDED', 2, undefined, 0],
      ['CREATE', 'SUCCEEDED', 2, undefined, 2],
    ]);
    assert.equal((await api.call('/auth/token/create/batch/status/unknown')).status, 404);
    for (const body of [[], {}, [7], [{ grantType: 'X' }]]) assert.equal((await api.call('/auth/token/create/batch', body)).status, 400);
  });

  test('of parallel updates and ends of one token none fails', async () => {
    const made = await create('par');
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => api.call('/auth/token/update', { accessToken: made.accessToken, accessTokenValueUpdated: true })),
      ...Array.from({ length: 5 }, () => api.call('/auth/token/revoke', { subject: 'par' })),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      answers.map(() => 200),
    );
    assert.equal((await list({ subject: 'par' })).totalCount, 0);
  });
});
