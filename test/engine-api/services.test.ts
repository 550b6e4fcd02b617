import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineAnswer, type EngineApi, startEngineApi } from '../support/engine-api.ts';

suite('services of the engine API', () => {
  let api: EngineApi;
  let organization: string;
  before(async () => {
    api = await startEngineApi();
    organization = api.owner.organization_token;
  });
  after(() => api[Symbol.asyncDispose]());

  /** Calls an operation that is about no service. */
  const deployment = async (path: string, body?: unknown, token = organization): Promise<EngineAnswer> =>
    api.call(`/../service/${path}`, body, { token });

  const create = async (body: object = {}): Promise<EngineAnswer['body']> => {
    const answer = await deployment('create', body);
    assert.equal(answer.status, 200, answer.text);
    return answer.body;
  };

  test('a service is made with an issuer, scopes and a key of its own', async () => {
    const made = await create({ serviceName: 'Payments' });
    assert.equal(made.serviceName, 'Payments');
    assert.equal(made.issuer, `${api.url}/s/${made.apiKey}`);
    assert.ok(Math.abs(made.createdAt - Date.now()) < 60_000);
    const [key, another] = JSON.parse(made.jwks).keys;
    assert.deepEqual([key.alg, key.d, another], ['ES256', undefined, undefined]);
    assert.deepEqual(
      made.supportedScopes.map(({ name }: { name: string }) => name),
      ['openid', 'profile', 'email', 'offline_access'],
    );
    const got = await api.call('/service/get', undefined, { serviceId: made.apiKey, token: organization });
    assert.deepEqual(got.body, made);
  });

  test('the first service cannot be deleted, and its issuer stays', async () => {
    const deleted = await api.call('/service/delete', undefined, { method: 'DELETE', token: organization });
    assert.deepEqual([deleted.status, deleted.body.resultCode], [403, 'A001216']);
    const moved = await api.call('/service/update', { issuer: 'https://elsewhere.example' }, { token: organization });
    assert.deepEqual([moved.status, moved.body.resultCode], [400, 'A001208']);
    assert.match(moved.body.resultMessage, /issuer/);
  });
});
