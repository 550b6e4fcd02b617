import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type CallOptions, type EngineApi, startEngineApi } from '../support/engine-api.ts';

suite('whoever calls the engine API wrongly is told by code', () => {
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(() => api[Symbol.asyncDispose]());

  const form = 'application/x-www-form-urlencoded';
  const request = { parameters: 'grant_type=client_credentials' };
  const cases: readonly (readonly [
    title: string,
    code: string,
    status: number,
    body: unknown,
    options: CallOptions | (() => CallOptions),
  ])[] = [
    ['no token', 'A001202', 401, request, { token: '' }],
    ['a token that is none of ours', 'A001203', 401, request, { token: 'abc' }],
    ['a token with a wrong secret', 'A001203', 401, request, () => ({ token: api.owner.service_token.replace(/.{9}$/, 'AAAAAAAAA') })],
    ['an API token of a user', 'A001203', 401, request, () => ({ token: api.owner.api_token })],
    ['a token of another service', 'A001204', 403, request, { serviceId: 2 }],
    ['a service that does not exist', 'A001205', 404, request, () => ({ serviceId: 2, token: api.owner.organization_token })],
    ['a number with zeros before it', 'A001205', 404, request, () => ({ serviceId: `0${api.owner.service_id}` })],
    [
      'a number that no service can have',
      'A001205',
      404,
      request,
      () => ({ serviceId: '9'.repeat(90), token: api.owner.organization_token }),
    ],
    ['a number that is none', 'A001205', 404, request, () => ({ serviceId: '9999999999999999', token: api.owner.organization_token })],
    ['a body that is no JSON', 'A001207', 400, '{"parameters":', {}],
    ['a body that is no UTF-8', 'A001207', 400, Buffer.from('{"parameters":"\xff"}', 'latin1'), {}],
    ['a body that is nothing', 'A126203', 400, '', {}],
    ['a form that is no UTF-8', 'A001207', 400, Buffer.from('parameters=\xff', 'latin1'), { headers: { 'content-type': form } }],
    ['a body of another type', 'A001207', 400, '<a/>', { headers: { 'content-type': 'application/xml' } }],
    ['a body that is too large', 'A001207', 400, { parameters: 'a'.repeat(1_100_000) }, {}],
    ['no body', 'A126203', 400, undefined, { method: 'POST' }],
    ['an empty body', 'A001208', 400, {}, {}],
    ['a list for a body', 'A001208', 400, [], {}],
    ['text for a body', 'A001208', 400, '"text"', {}],
    ['a member of a wrong type', 'A001208', 400, { parameters: 7 }, {}],
    ['a member that is null', 'A001208', 400, { parameters: null }, {}],
    ['a member that is empty', 'A001208', 400, { parameters: '' }, {}],
    ['another method', 'A001210', 405, undefined, { method: 'DELETE' }],
    ['a method that asks for methods', 'A001210', 405, undefined, { method: 'OPTIONS' }],
  ];
  for (const [title, code, status, body, options] of cases) {
    test(`${title} → ${code}`, async () => {
      const answer = await api.call('/auth/token', body, typeof options === 'function' ? options() : options);
      assert.equal(answer.status, status, answer.text);
      assert.equal(answer.body.resultCode, code, answer.text);
      assert.ok(answer.body.resultMessage.startsWith(`[${code}] `));
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    });
  }

  test('an operation that does not exist → A001209', async () => {
    const answer = await api.call('/auth/nothing', request);
    assert.deepEqual([answer.status, answer.body.resultCode], [404, 'A001209']);
  });

  test('a query is no body, and of members that come twice the last one counts', async () => {
    const inQuery = await api.call('/auth/token?parameters=grant_type%3Dclient_credentials', {});
    assert.deepEqual([inQuery.status, inQuery.body.resultCode], [400, 'A001208']);
    const twice = await api.call('/auth/authorization', '{"parameters":"a=%","parameters":"client_id=nobody"}');
    assert.equal(twice.body.resultCode, 'A004302');
  });

  test('seed 002 §1.4: a member that is null was not sent, in whatever object it is', async () => {
    const { status, body, text } = await api.call('/client/create', {
      clientName: null,
      tokenAuthSignAlg: null,
      extension: { requestableScopes: null, requestableScopesEnabled: false, accessTokenDuration: null },
      clientNames: [{ tag: 'en', value: 'App' }],
    });
    assert.equal(status, 200, text);
    assert.equal(body.clientNames[0].value, 'App');
    const wrong = await api.call('/client/create', { redirectUris: [null] });
    assert.match(wrong.body.resultMessage, /^\[A001208\] The member redirectUris\.0 /);
  });

  test('what is wrong with a list is said of the list', async () => {
    for (const [list, fault] of [
      [[], /^\[A001208\] The body must not have fewer than 1 items/],
      [
        Array.from({ length: 1001 }, () => ({ grantType: 'CLIENT_CREDENTIALS' })),
        /^\[A001208\] The body must not have more than 1000 items/,
      ],
      [{}, /^\[A001208\] The body must be a JSON list/],
    ] as const)
      assert.match((await api.call('/auth/token/create/batch', list)).body.resultMessage, fault);
  });

  test('the message names the member that is wrong', async () => {
    const { body } = await api.call('/auth/token', { parameters: 'a=b', clientCertificatePath: 'text' });
    assert.match(body.resultMessage, /clientCertificatePath/);
  });

  test('health and information need no token', async () => {
    const health = await fetch(`${api.url}/api/lifecycle/healthcheck?extended=true`);
    assert.deepEqual([health.status, await health.text()], [200, 'OK']);
    const info = await fetch(`${api.url}/api/info`);
    assert.deepEqual([info.status, typeof ((await info.json()) as { version?: unknown }).version], [200, 'string']);
  });

  test('a form does as well as JSON', async () => {
    const form = new URLSearchParams({ parameters: 'grant_type=client_credentials', clientId: 'nobody', clientSecret: 'x' });
    const { status, body } = await api.call('/auth/token', String(form), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.deepEqual([status, body.action, body.resultCode], [200, 'INVALID_CLIENT', 'A157302']);
  });
});
