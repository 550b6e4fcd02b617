import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { athOf, makeDpopKey } from '../../src/engine/testing/dpop-key.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';

type Members = Readonly<Record<string, unknown>>;

suite('userinfo', () => {
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
  const create = (more: Members = {}) =>
    ok('/auth/token/create', {
      grantType: 'AUTHORIZATION_CODE',
      clientIdentifier: client.clientId,
      subject: 'ann',
      scopes: ['openid', 'email'],
      ...more,
    });
  const process = (token: string, more: Members = {}) => ok('/auth/userinfo', { token, ...more });
  const issue = (token: string, more: Members = {}) => ok('/auth/userinfo/issue', { token, ...more });

  test('OpenID Connect Core §5.3, seed 002: whom it is about, and which claims are asked for', async () => {
    const properties = [{ key: 'tenant', value: 'acme', hidden: true }];
    const { accessToken, clientId } = await create({ properties });
    const answer = await process(accessToken);
    assert.deepEqual([answer.resultCode, answer.action, answer.token, answer.subject], ['A091001', 'OK', accessToken, 'ann']);
    assert.deepEqual([answer.clientId, answer.clientIdAlias, answer.scopes], [clientId, client.clientId, ['openid', 'email']]);
    assert.deepEqual([answer.claims, answer.properties], [['email', 'email_verified'], properties]);
  });

  test('OpenID Connect Core §5.3.2: what the front end tells is what the client gets', async () => {
    const { accessToken } = await create();
    const claims = JSON.stringify({ email: 'ann@example.com', name: null, sub: 'mallory' });
    const answer = await issue(accessToken, { claims });
    assert.deepEqual([answer.resultCode, answer.action], ['A096001', 'JSON']);
    assert.deepEqual(JSON.parse(answer.responseContent), { email: 'ann@example.com', sub: 'ann' });
    assert.deepEqual(JSON.parse((await issue(accessToken, { sub: 'known-as' })).responseContent), { sub: 'known-as' });
  });

  test('OpenID Connect Core §5.3.2: a client that registered for it gets a JWT', async () => {
    const signed = await createTestClient(api.url, api.owner.api_token, { userinfo_signed_response_alg: 'ES256' });
    const { accessToken } = await create({ clientIdentifier: signed.clientId });
    const { action, responseContent } = await issue(accessToken, { claims: '{"email":"a@example.com"}' });
    assert.equal(action, 'JWT');
    const { iss, aud, sub, email } = JSON.parse(Buffer.from(responseContent.split('.')[1], 'base64url').toString());
    assert.deepEqual([iss, aud, sub, email], [api.url, signed.clientId, 'ann', 'a@example.com']);
    const judged = await ok('/jose/verify', { jose: responseContent, mandatoryClaims: ['email'] });
    assert.deepEqual([judged.resultCode, judged.valid, judged.signatureValid], ['A160001', true, true]);
  });

  const refusals: readonly (readonly [title: string, more: Members, expected: string])[] = [
    ['no openid', { scopes: ['email'] }, 'FORBIDDEN insufficient_scope'],
    ['a client for itself', { grantType: 'CLIENT_CREDENTIALS' }, 'FORBIDDEN insufficient_scope'],
    ['a token for another resource', { resources: ['https://a.example'] }, 'UNAUTHORIZED invalid_token'],
  ];
  for (const [title, more, expected] of refusals)
    test(`RFC 6750 §3.1: ${title} → ${expected}, at both operations`, async () => {
      const { accessToken } = await create(more);
      for (const { action, responseContent } of [await process(accessToken), await issue(accessToken)])
        assert.equal(`${action} ${/error="(\w+)"/.exec(responseContent)?.[1]}`, expected);
    });

  test('RFC 6750 §3.1: no token, an unknown one and a dead one', async () => {
    const { accessToken } = await create();
    await ok('/auth/token/revoke', { accessTokenIdentifier: accessToken });
    assert.equal((await process('')).action, 'BAD_REQUEST');
    for (const token of ['nothing', accessToken])
      assert.deepEqual([(await process(token)).action, (await issue(token)).action], ['UNAUTHORIZED', 'UNAUTHORIZED']);
    assert.equal((await process('nothing')).resultCode, 'A088302');
    assert.equal((await api.call('/auth/userinfo/issue', {})).status, 400);
  });

  test('RFC 9449 §7: a bound token needs a proof for our userinfo endpoint, unless another is named', async () => {
    const key = makeDpopKey();
    const { accessToken } = await create({ dpopKeyThumbprint: key.jkt });
    const prove = (htu: string) => key.prove({ htm: 'GET', htu, ath: athOf(accessToken), iat: Math.floor(Date.now() / 1000) });
    const without = await process(accessToken);
    assert.equal(without.action, 'UNAUTHORIZED');
    assert.match(without.responseContent, /^DPoP error="invalid_dpop_proof"/);
    assert.equal((await process(accessToken, { dpop: prove(`${api.url}/oauth2/userinfo`) })).action, 'OK');
    const elsewhere = 'https://front.example/userinfo';
    assert.equal((await process(accessToken, { dpop: prove(elsewhere) })).action, 'UNAUTHORIZED');
    assert.equal((await process(accessToken, { dpop: prove(elsewhere), htu: elsewhere })).action, 'OK');
    assert.equal((await issue(accessToken)).action, 'JSON');
  });

  test('seed 002: members that are wrong or not honoured are refused', async () => {
    const { accessToken } = await create();
    const wrong: readonly (readonly [path: string, more: Members])[] = [
      ['/auth/userinfo', { headers: [{ key: 'a', value: 'b' }] }],
      ['/auth/userinfo', { message: 'm' }],
      ['/auth/userinfo', { token: 7 }],
      ['/auth/userinfo/issue', { claims: '[]' }],
      ['/auth/userinfo/issue', { claims: 'x' }],
      ['/auth/userinfo/issue', { claimsForTx: '{}' }],
      ['/auth/userinfo/issue', { requestSignature: 's' }],
    ];
    for (const [path, more] of wrong)
      assert.equal((await api.call(path, { token: accessToken, ...more })).status, 400, JSON.stringify(more));
  });
});
