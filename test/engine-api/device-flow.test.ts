import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';

const grant = 'urn:ietf:params:oauth:grant-type:device_code';
const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

describe('seed 002, device/*: a front end runs the device flow on the engine', () => {
  let api: EngineApi;
  let app: TestClient;
  const credentials = () => ({ clientId: app.clientId, clientSecret: app.clientSecret });

  before(async () => {
    api = await startEngineApi();
    app = await createTestClient(api.url, api.owner.api_token, {
      name: 'TV',
      grant_types: [grant, 'refresh_token'],
      callback_url: undefined,
    });
  });
  after(() => api[Symbol.asyncDispose]());

  const start = async (fields: Readonly<Record<string, string>> = {}) =>
    (await api.call('/device/authorization', { parameters: form(fields), ...credentials() })).body;
  const poll = async (code: string) =>
    (await api.call('/auth/token', { parameters: form({ grant_type: grant, device_code: code }), ...credentials() })).body;
  const complete = async (body: Readonly<Record<string, unknown>>) => (await api.call('/device/complete', body)).body;

  test('§5.1: device/authorization answers what the device is sent, and what the front end needs', async () => {
    const claims = JSON.stringify({ id_token: { email: null } });
    const body = await start({ scope: 'openid profile', acr_values: 'urn:a urn:b', claims });
    const {
      resultCode,
      action,
      userCode,
      deviceCode,
      expiresIn,
      interval,
      clientName,
      clientIdAlias,
      clientIdAliasUsed,
      clientAuthMethod,
    } = body;
    assert.deepEqual(
      { resultCode, action, expiresIn, interval, clientName, clientIdAlias, clientIdAliasUsed, clientAuthMethod },
      {
        resultCode: 'A220001',
        action: 'OK',
        expiresIn: 600,
        interval: 5,
        clientName: 'TV',
        clientIdAlias: app.clientId,
        clientIdAliasUsed: true,
        clientAuthMethod: 'CLIENT_SECRET_POST',
      },
    );
    assert.match(userCode, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    assert.match(deviceCode, /^gdc_[0-9A-Za-z]{67}$/);
    assert.deepEqual(JSON.parse(body.responseContent), {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: body.verificationUri,
      verification_uri_complete: body.verificationUriComplete,
      expires_in: 600,
      interval: 5,
    });
    assert.deepEqual(body.scopes.map(({ name }: { readonly name: string }) => name).sort(), ['openid', 'profile']);
    assert.deepEqual(body.acrs, ['urn:a', 'urn:b']);
    assert.ok(body.claimNames.includes('email') && body.claimNames.includes('name'));
    assert.ok(body.verificationUriComplete.endsWith(`/device?user_code=${userCode}`));
  });

  test('§5.1: a person allows it, and the device gets tokens with what the front end laid down', async () => {
    const { userCode, deviceCode } = await start({ scope: 'openid' });
    const pending = await poll(deviceCode);
    assert.deepEqual(
      [pending.resultCode, pending.action, JSON.parse(pending.responseContent).error],
      ['A242307', 'BAD_REQUEST', 'authorization_pending'],
    );
    const soon = await poll(deviceCode);
    assert.deepEqual([soon.resultCode, JSON.parse(soon.responseContent).error], ['A242308', 'slow_down']);

    const { body: found } = await api.call('/device/verification', { userCode: userCode.toLowerCase().replace('-', ' ') });
    assert.deepEqual([found.resultCode, found.action, found.clientName], ['A224001', 'VALID', 'TV']);
    assert.ok(found.expiresAt > 1.7e12, 'milliseconds');

    const done = await complete({
      userCode,
      result: 'AUTHORIZED',
      subject: 'ann',
      authTime: 1_700_000_000,
      acr: 'urn:a',
      claims: '{"nickname":"Annie"}',
      properties: [{ key: 'room', value: 'living' }],
      accessTokenDuration: 77,
    });
    assert.deepEqual(done, { resultCode: 'A241001', resultMessage: '[A241001] The device learns it when it polls.', action: 'SUCCESS' });
    assert.equal((await api.call('/device/verification', { userCode })).body.action, 'NOT_EXIST');
    assert.equal((await complete({ userCode, result: 'ACCESS_DENIED' })).action, 'USER_CODE_NOT_EXIST');

    const issued = await poll(deviceCode);
    assert.deepEqual([issued.resultCode, issued.action, issued.subject, issued.accessTokenDuration], ['A242001', 'OK', 'ann', 77]);
    const response = JSON.parse(issued.responseContent);
    assert.equal(response.room, 'living');
    const idToken = JSON.parse(Buffer.from(response.id_token.split('.')[1], 'base64url').toString());
    assert.deepEqual([idToken.nickname, idToken.auth_time, idToken.acr, idToken.sub], ['Annie', 1_700_000_000, 'urn:a', 'ann']);
    const again = await poll(deviceCode);
    assert.deepEqual([again.resultCode, JSON.parse(again.responseContent).error], ['A242305', 'invalid_grant']);
  });

  for (const [result, code, error] of [
    ['ACCESS_DENIED', 'A242310', 'access_denied'],
    ['TRANSACTION_FAILED', 'A242311', 'expired_token'],
  ] as const) {
    test(`§5.1: ${result} shows as ${error}, in the front end's words`, async () => {
      const { userCode, deviceCode } = await start();
      assert.equal(
        (await complete({ userCode, result, subject: '', errorDescription: 'Nobody home.', errorUri: 'https://a.example/why' })).action,
        'SUCCESS',
      );
      const told = await poll(deviceCode);
      const content = JSON.parse(told.responseContent);
      assert.deepEqual([told.resultCode, told.action, content.error], [code, 'BAD_REQUEST', error]);
      assert.match(content.error_description, /Nobody home\.$/);
      assert.equal(content.error_uri, 'https://a.example/why');
    });
  }

  test('§5.1: a client that fails to authenticate is UNAUTHORIZED, one that asks wrongly BAD_REQUEST', async () => {
    const wrong = await api.call('/device/authorization', { parameters: '', clientId: app.clientId, clientSecret: 'wrong' });
    assert.deepEqual(
      [wrong.status, wrong.body.action, JSON.parse(wrong.body.responseContent).error],
      [200, 'UNAUTHORIZED', 'invalid_client'],
    );
    for (const fields of [{ scope: 'unknown' }, { resource: 'relative' }, { max_age: 'x' }])
      assert.equal((await start(fields)).action, 'BAD_REQUEST');
    const { body } = await api.call('/device/authorization', { parameters: 'scope=a&scope=b', ...credentials() });
    assert.equal(body.action, 'BAD_REQUEST');
  });

  test('§5.1: a mistake of the front end leaves the device waiting', async () => {
    const { userCode, deviceCode } = await start();
    const allow = { userCode, result: 'AUTHORIZED', subject: 'ann' };
    for (const mistake of [
      { subject: '' },
      { subject: 'ü' },
      { subject: 'x'.repeat(101) },
      { scopes: ['unknown'] },
      { authTime: Date.now() },
      { acr: 'x'.repeat(256) },
    ]) {
      const { action, resultCode } = await complete({ ...allow, ...mistake });
      assert.deepEqual([action, resultCode], ['INVALID_REQUEST', 'A241201'], JSON.stringify(mistake));
    }
    for (const mistake of [
      { result: 'MAYBE' },
      { claims: '{' },
      { result: 'ACCESS_DENIED', errorUri: 'not a URI' },
      { authTime: 'now' },
      { userCode: '' },
    ]) {
      const { status, body } = await api.call('/device/complete', { ...allow, ...mistake });
      assert.deepEqual([status, body.resultCode], [400, 'A001208'], JSON.stringify(mistake));
    }
    assert.equal((await complete(allow)).action, 'SUCCESS');
    assert.equal((await poll(deviceCode)).action, 'OK');
  });

  test('§5.1: user codes in hostile text do not exist', async () => {
    for (const userCode of [' ', '\0', '💥', "' or 1=1 --", 'x'.repeat(10_000), '../..']) {
      const { status, body } = await api.call('/device/verification', { userCode });
      assert.deepEqual([status, body.action, body.resultCode], [200, 'NOT_EXIST', 'A224601']);
      assert.equal((await complete({ userCode, result: 'ACCESS_DENIED' })).action, 'USER_CODE_NOT_EXIST');
    }
  });
});
