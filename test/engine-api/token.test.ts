import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { createTestClient, makePkce, obtainCode, type TestClient } from '../support/oauth-client.ts';

suite('auth/token judges as the token endpoint does', () => {
  let api: EngineApi;
  let client: TestClient;
  before(async () => {
    api = await startEngineApi();
    client = await createTestClient(api.url, api.owner.api_token, {
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    });
  });
  after(() => api[Symbol.asyncDispose]());

  const process = async (parameters: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}) => {
    const basic = { clientId: client.clientId, clientSecret: client.clientSecret };
    const { status, body, text } = await api.call('/auth/token', {
      parameters: String(new URLSearchParams(parameters)),
      ...basic,
      ...more,
    });
    assert.equal(status, 200, text);
    assert.doesNotMatch(text, /:null\b/);
    return { ...body, content: JSON.parse(body.responseContent) };
  };

  test('RFC 6749 §4.4: client credentials → OK with the answer for the client', async () => {
    const answer = await process({ grant_type: 'client_credentials' });
    assert.deepEqual([answer.resultCode, answer.action, answer.grantType], ['A052001', 'OK', 'CLIENT_CREDENTIALS']);
    assert.equal(answer.content.access_token, answer.accessToken);
    assert.equal(answer.content.token_type, 'Bearer');
    assert.equal(typeof answer.clientId, 'number');
    assert.deepEqual([answer.clientIdAlias, answer.clientIdAliasUsed], [client.clientId, true]);
    assert.equal(answer.accessTokenExpiresAt % 1000, 0);
    assert.ok(Math.abs(answer.accessTokenExpiresAt - Date.now() - answer.accessTokenDuration * 1000) < 60_000);
    for (const absent of ['subject', 'refreshToken', 'idToken', 'jwtAccessToken']) assert.equal(absent in answer, false, absent);
  });

  test('RFC 6749 §4.1.3, §6: a code is exchanged once, and what came of it is refreshed', async () => {
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(api.url, api.owner.api_token, client, challenge);
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, code_verifier: verifier };
    const wrong = await process({ ...exchange, code_verifier: makePkce().verifier });
    assert.deepEqual([wrong.resultCode, wrong.action, wrong.content.error], ['A050315', 'BAD_REQUEST', 'invalid_grant']);
    const issued = await process(exchange);
    assert.deepEqual([issued.resultCode, issued.action, issued.subject], ['A050001', 'OK', api.owner.user_id]);
    const refreshed = await process({ grant_type: 'refresh_token', refresh_token: issued.refreshToken });
    assert.deepEqual([refreshed.resultCode, refreshed.action], ['A053001', 'OK']);
    assert.notEqual(refreshed.refreshToken, issued.refreshToken);
    const replayed = await process(exchange);
    assert.deepEqual([replayed.resultCode, replayed.action, replayed.content.error], ['A050304', 'BAD_REQUEST', 'invalid_grant']);
    assert.match(replayed.content.error_description, /^\[A050304\] /);
  });

  const refusals: readonly (readonly [
    title: string,
    parameters: Readonly<Record<string, string>>,
    more: Readonly<Record<string, unknown>>,
    expected: string,
  ])[] = [
    ['an unknown client', { grant_type: 'client_credentials' }, { clientId: 'nobody' }, 'A157302 INVALID_CLIENT invalid_client'],
    ['a wrong secret', { grant_type: 'client_credentials' }, { clientSecret: 'wrong' }, 'A157302 INVALID_CLIENT invalid_client'],
    [
      'a secret of lone surrogates',
      { grant_type: 'client_credentials' },
      { clientSecret: '\ud800' },
      'A157302 INVALID_CLIENT invalid_client',
    ],
    ['two clients', { grant_type: 'client_credentials', client_id: 'other' }, {}, 'A050390 BAD_REQUEST invalid_request'],
    ['an unknown code', { grant_type: 'authorization_code', code: 'nothing' }, {}, 'A050305 BAD_REQUEST invalid_grant'],
    ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'nothing' }, {}, 'A053305 BAD_REQUEST invalid_grant'],
    ['an unknown grant type', { grant_type: 'something' }, {}, 'A050394 BAD_REQUEST unsupported_grant_type'],
    ['no grant type', { scope: 'a' }, {}, 'A050390 BAD_REQUEST invalid_request'],
    ['a DPoP proof that is none', { grant_type: 'client_credentials' }, { dpop: 'abc' }, 'A254301 BAD_REQUEST invalid_dpop_proof'],
  ];
  for (const [title, parameters, more, expected] of refusals) {
    test(`${title} → ${expected}`, async () => {
      const { resultCode, action, content } = await process(parameters, more);
      assert.equal(`${resultCode} ${action} ${content.error}`, expected);
    });
  }

  test('the caller decides durations, properties and the token itself', async () => {
    const accessToken = 'a-token-of-our-own-making-0123456789abcdefghijklmn';
    const properties = [
      { key: 'tenant', value: 'acme' },
      { key: 'cost', value: '7', hidden: true },
      { key: 'scope', value: 'everything' },
    ];
    const more = { accessToken, accessTokenDuration: 60, properties: JSON.stringify(properties) };
    const answer = await process({ grant_type: 'client_credentials' }, more);
    assert.deepEqual([answer.accessToken, answer.content.access_token, answer.accessTokenDuration], [accessToken, accessToken, 60]);
    assert.deepEqual([answer.content.tenant, answer.content.cost, answer.content.scope], ['acme', undefined, 'all']);
    assert.deepEqual(answer.properties, [
      { key: 'tenant', value: 'acme', hidden: false },
      { key: 'cost', value: '7', hidden: true },
    ]);
    const again = await process({ grant_type: 'client_credentials' }, more);
    assert.notEqual(again.action, 'OK');
  });

  for (const [member, value] of Object.entries({
    properties: '[1]',
    jwtAtClaims: '[]',
    accessTokenDuration: 1e15,
    accessToken: 'short',
    cimdOptions: 7,
  }))
    test(`${member} that is not right is the caller’s fault`, async () => {
      const { status, body } = await api.call('/auth/token', { parameters: 'grant_type=client_credentials', [member]: value });
      assert.deepEqual([status, body.resultCode], [400, 'A001208']);
      assert.match(body.resultMessage, new RegExp(member));
    });

  test('parameters that are not well encoded are the client’s fault', async () => {
    const { status, body } = await api.call('/auth/token', { parameters: 'grant_type=%zz' });
    assert.deepEqual([status, body.action], [200, 'BAD_REQUEST']);
  });
});
