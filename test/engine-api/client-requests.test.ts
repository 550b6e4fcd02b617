import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { approve, createTestClient, makePkce, type TestClient } from '../support/oauth-client.ts';

suite('requests in which clients authenticate', () => {
  let api: EngineApi;
  let client: TestClient;
  before(async () => {
    api = await startEngineApi();
    client = await createTestClient(api.url, api.owner.api_token);
  });
  after(() => api[Symbol.asyncDispose]());

  const call = async (path: string, parameters: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}) => {
    const basic = { clientId: client.clientId, clientSecret: client.clientSecret };
    const { status, body, text } = await api.call(path, { parameters: String(new URLSearchParams(parameters)), ...basic, ...more });
    assert.equal(status, 200, text);
    assert.doesNotMatch(text, /:null\b/);
    return { ...body, content: body.responseContent === undefined ? undefined : JSON.parse(body.responseContent) };
  };
  const pushed = { response_type: 'code', redirect_uri: 'http://127.0.0.1:9876/callback' };

  test('RFC 9126 §2.2: a request is pushed, and good at the authorization endpoint', async () => {
    const { verifier, challenge } = makePkce();
    const answer = await call('/pushed_auth_req', { ...pushed, code_challenge: challenge, code_challenge_method: 'S256' });
    assert.deepEqual([answer.resultCode, answer.action, answer.content.request_uri], ['A245001', 'CREATED', answer.requestUri]);
    assert.equal(typeof answer.content.expires_in, 'number');
    const location = await approve(api.url, api.owner.api_token, { client_id: client.clientId, request_uri: answer.requestUri });
    const code = location.searchParams.get('code') ?? '';
    const issued = await call('/auth/token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: client.redirectUri,
      code_verifier: verifier,
    });
    assert.equal(issued.action, 'OK', issued.resultMessage);

    const revoked = await call('/auth/revocation', { token: issued.accessToken });
    assert.deepEqual([revoked.resultCode, revoked.action, revoked.content], ['A113001', 'OK', undefined]);
    const refreshed = await call('/auth/token', { grant_type: 'refresh_token', refresh_token: issued.refreshToken });
    assert.equal(refreshed.content.error, 'invalid_grant');
  });

  const refusals: readonly (readonly [
    path: string,
    parameters: Readonly<Record<string, string>>,
    more: Readonly<Record<string, unknown>>,
    expected: string,
  ])[] = [
    ['/pushed_auth_req', pushed, { clientSecret: 'wrong' }, 'A157302 UNAUTHORIZED invalid_client'],
    ['/pushed_auth_req', { ...pushed, request_uri: 'urn:x' }, {}, 'A245301 BAD_REQUEST invalid_request'],
    ['/pushed_auth_req', { ...pushed, redirect_uri: 'https://evil.example' }, {}, 'A011304 BAD_REQUEST invalid_request'],
    ['/pushed_auth_req', { ...pushed, scope: 'nothing' }, {}, 'A245395 BAD_REQUEST invalid_scope'],
    ['/auth/revocation', { token: 'x' }, { clientSecret: 'wrong' }, 'A157302 INVALID_CLIENT invalid_client'],
    ['/auth/revocation', { token: 'x' }, { clientId: undefined }, 'A116302 BAD_REQUEST invalid_request'],
    ['/auth/revocation', { other: 'x' }, {}, 'A113390 BAD_REQUEST invalid_request'],
  ];
  for (const [path, parameters, more, expected] of refusals)
    test(`${path} ${JSON.stringify({ ...parameters, ...more })} → ${expected}`, async () => {
      const { resultCode, action, content } = await call(path, parameters, more);
      assert.equal(`${resultCode} ${action} ${content.error}`, expected);
    });

  test('RFC 9449 §8: a nonce that one call demands is offered', async () => {
    const answer = await call('/auth/token', { grant_type: 'client_credentials' }, { dpopNonceRequired: true });
    assert.equal(typeof answer.dpopNonce, 'string');
    assert.equal('dpopNonce' in (await call('/auth/token', { grant_type: 'client_credentials' })), false);
  });
});
