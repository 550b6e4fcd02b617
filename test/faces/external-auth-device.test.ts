import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FaultyUpstream, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { type OwnedApi, startOwnedApi } from '../support/owned-api.ts';
import { typeDeviceCode } from '../support/type-device-code.ts';

let person = 'ada';
let upstream: OidcUpstream;
let fake: FaultyUpstream;
let api: OwnedApi;

before(async () => {
  upstream = await startOidcUpstream({ redirectUris: ['https://grantry.test/external-auth/real/callback'], person: () => person });
  fake = await startFaultyUpstream();
  const { issuer, clientId, clientSecret } = upstream;
  const urls = {
    auth_url: `${fake.url}/authorize`,
    token_url: `${fake.url}/token`,
    validate_url: `${fake.url}/user`,
    device_code_url: `${fake.url}/device/code`,
    app_installations_url: '',
  };
  api = await startOwnedApi(
    { id: 'real', type: 'oidc', issuer, client_id: clientId, client_secret: clientSecret, device_flow: true },
    { id: 'fake', type: 'github', client_id: 'c', client_secret: 's', ...urls, scopes: ['repo', 'workflow'], device_flow: true },
    { id: 'browser', type: 'github', client_id: 'c', ...urls },
  );
});

after(async () => {
  await api[Symbol.asyncDispose]();
  await fake[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const device = (provider: string) => api.call('GET', `/external-auth/${provider}/device`);
const redeem = (provider: string, device_code: string, more: object = {}) =>
  api.call('POST', `/external-auth/${provider}/device`, { device_code, ...more });
const given = { device_code: 'dc', user_code: 'AB-CD', verification_uri: 'https://p.example/device', expires_in: 899, interval: 5 };

test('C.1: a provider without device flow is 400, an unknown one 404', async () => {
  const expected = { message: 'GitHub is not linked by device.', detail: 'The device flow is not switched on for this provider.' };
  assert.deepEqual(await device('browser'), { status: 400, body: expected });
  assert.deepEqual(await redeem('browser', 'dc'), { status: 400, body: expected });
  assert.equal((await device('nobody')).status, 404);
  assert.equal((await redeem('nobody', 'dc')).status, 404);
});

test('C.2: the codes are relayed as the provider gave them; it is asked in a form with one scope (RFC 8628 §3.1)', async () => {
  fake.script('/device/code', json(200, given));
  assert.deepEqual(await device('fake'), { status: 200, body: given });
  const asked = fake.seen.findLast(({ path }) => path === '/device/code');
  assert.equal(asked?.method, 'POST');
  assert.equal(asked?.headers.accept, 'application/json');
  assert.equal(asked?.headers['content-type'], 'application/x-www-form-urlencoded');
  assert.equal(new URLSearchParams(asked?.body).get('scope'), 'repo workflow');
  assert.equal(new URLSearchParams(asked?.body).get('client_id'), 'c');
});

test('C.3: what the provider refuses with is the detail, whole', async () => {
  for (const code of ['authorization_pending', 'slow_down', 'expired_token', 'access_denied', 'incorrect_device_code']) {
    for (const status of [200, 400]) {
      fake.script('/token', json(status, { error: code, error_description: 'Words for people.' }));
      const { status: answered, body } = await redeem('fake', 'dc');
      assert.deepEqual([answered, body.detail], [400, code]);
    }
  }
  fake.script('/token', text(503, 'later'));
  assert.deepEqual((await redeem('fake', 'dc')).body.detail, 'status 503');
});

test('RFC 8628 §3.4: the device code is redeemed with the client’s id', async () => {
  fake.script('/token', json(400, { error: 'authorization_pending' }));
  await redeem('fake', 'the code');
  const asked = new URLSearchParams(fake.seen.findLast(({ path }) => path === '/token')?.body);
  assert.equal(asked.get('grant_type'), 'urn:ietf:params:oauth:grant-type:device_code');
  assert.deepEqual([asked.get('device_code'), asked.get('client_id')], ['the code', 'c']);
});

test('C.5, C.6: a rate limit and a form-encoded answer are named, and any other trouble is 500 with its detail', async (t) => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const cases = [
    { name: 'C.5: 429 with text', answer: text(429, 'Too many'), detail: /rate limit hit/ },
    { name: 'C.6: form-encoded', answer: text(200, 'device_code=a', form), detail: /form-url encoded/ },
    { name: 'HTML', answer: text(502, '<html>', { 'content-type': 'text/html' }), detail: /status 502 with text\/html/ },
    { name: 'an error in words', answer: json(400, { error: 'x', error_description: 'Switch it on.' }), detail: /^Switch it on\.$/ },
  ];
  for (const { name, answer, detail } of cases)
    await t.test(name, async () => {
      fake.script('/device/code', answer);
      const { status, body } = await device('fake');
      assert.equal(status, 500);
      assert.match(body.detail, detail);
    });
});

test('a body without a device code is 400 with the field', async () => {
  for (const body of [{}, { device_code: '' }, { device_code: 7 }]) {
    const answer = await api.call('POST', '/external-auth/fake/device', body);
    assert.deepEqual([answer.status, answer.body.validations[0].field], [400, 'device_code']);
  }
});

test('C.4: a later success is 204 without a body, and the account is authenticated', async () => {
  fake.script('/token', json(400, { error: 'authorization_pending' }), json(200, { access_token: 'gho_device', token_type: 'bearer' }));
  fake.script('/user', json(200, { id: 7, login: 'octo', avatar_url: '', html_url: '', name: 'Octo' }));
  assert.equal((await redeem('fake', 'dc')).status, 400);
  assert.deepEqual(await redeem('fake', 'dc'), { status: 204, body: undefined });
  const { body } = await api.call('GET', '/external-auth/fake');
  assert.deepEqual([body.authenticated, body.device, body.user.login], [true, true, 'octo']);
  const { body: stored } = await api.call('GET', '/external-auth/fake/links');
  assert.deepEqual(stored.links[0].scopes, ['repo', 'workflow']); // RFC 6749 §5.1: those asked for, since the answer names none
  assert.deepEqual([stored.links[0].expires, stored.links[0].account], ['0001-01-01T00:00:00Z', 'octo']);
});

test('C.7: the whole flow at a real provider, for one account and for another one', async () => {
  const linkAs = async (name: string, more: object = {}): Promise<void> => {
    person = name;
    const { body } = await device('real');
    assert.equal((await redeem('real', body.device_code, more)).body.detail, 'authorization_pending');
    await typeDeviceCode(upstream, body.user_code);
    assert.equal((await redeem('real', body.device_code, more)).status, 204);
    assert.equal((await redeem('real', body.device_code, more)).body.detail, 'invalid_grant'); // the provider redeems it once
  };
  await linkAs('ada');
  await linkAs('bob', { another: true });
  const { body } = await api.call('GET', '/external-auth/real/links');
  assert.deepEqual(
    body.links.map((link: { account: string; default: boolean }) => [link.account, link.default]),
    [
      ['ada', true],
      ['bob', false],
    ],
  );
});

test('RFC 8628 §3.5: a person who says no is passed on', async () => {
  const { body } = await device('real');
  await typeDeviceCode(upstream, body.user_code, 'abort');
  assert.equal((await redeem('real', body.device_code)).body.detail, 'access_denied');
});
