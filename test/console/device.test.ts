import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { signUp, startConsole, type TestConsole } from './start-console.ts';
import { Visitor } from './visitor.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** What the device authorization endpoint answers. */
interface Codes {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
}

describe('the page where people type codes of devices', () => {
  let server: TestConsole;
  let owner: Visitor;
  let clientId: string;

  const post = async (path: string, form: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> => {
    const response = await fetch(server.url + path, { method: 'POST', body: new URLSearchParams({ client_id: clientId, ...form }) });
    return (await response.json()) as Readonly<Record<string, string>>;
  };
  const start = async (form: Readonly<Record<string, string>> = {}): Promise<Codes> =>
    (await post('/oauth2/device', form)) as unknown as Codes; // the endpoint's own tests look at its members
  const poll = (code: string) => post('/oauth2/token', { grant_type: deviceGrant, device_code: code });

  before(async () => {
    server = await startConsole();
    owner = await signUp(server);
    await owner.open('/applications/new');
    await owner.submit('/applications', { name: 'Living Room TV', client_type: 'public', redirect_uris: '', ways: 'device' });
    clientId = owner.find(/<dt>Client id<\/dt><dd><code>([^<]+)/);
  });
  after(() => server[Symbol.asyncDispose]());

  test('RFC 8628 §3.3: a person types the code, sees who asks, and allows it', async () => {
    const { device_code, user_code, verification_uri } = await start({ scope: 'profile openid' });
    assert.equal(verification_uri, `${server.url}/device`);
    assert.equal((await poll(device_code)).error, 'authorization_pending');
    await owner.open('/device');
    await owner.submit('/device', { user_code: ` ${user_code.toLowerCase().replace('-', ' ')} ` });
    assert.equal(owner.status, 200);
    for (const words of ['Living Room TV', user_code, 'See your name', 'started this yourself'])
      assert.ok(owner.page.includes(words), words);
    await owner.submit('/device/decision', { decision: 'allow' });
    assert.match(owner.page, /Your device is connected/);
    const { access_token, scope } = await poll(device_code);
    assert.ok(access_token);
    assert.equal(scope, 'profile openid');
    await owner.open('/authorised-apps');
    assert.match(owner.page, /Living Room TV/);
  });

  test('RFC 8628 §3.5: a denied device is told so', async () => {
    const { device_code, user_code } = await start();
    await owner.open('/device');
    await owner.submit('/device', { user_code });
    await owner.submit('/device/decision', { decision: 'deny' });
    assert.match(owner.page, /Denied/);
    assert.equal((await poll(device_code)).error, 'access_denied');
    await owner.open('/device');
    await owner.submit('/device', { user_code });
    assert.equal(owner.status, 400);
    assert.match(owner.page, /No device waits/);
  });

  test('RFC 8628 §3.3.1, §5.4: a link fills the code in, and the person still has to compare it', async () => {
    const { user_code, verification_uri_complete } = await start();
    const stranger = new Visitor(server.url);
    await stranger.open(verification_uri_complete);
    assert.match(stranger.path, /^\/login\?/);
    await stranger.submit('/login', { login: 'owner@example.com', password: 'correct horse battery' });
    assert.equal(stranger.path, `/device?user_code=${user_code}`);
    assert.match(stranger.page, /Is this the code that your device shows/);
    assert.equal(stranger.forms('/device')[0]?.fields.get('user_code'), user_code);
    assert.match(stranger.page, /wants to use your account/);
  });

  test('OpenID Connect Core §5.5.1.1: a person who cannot prove who they are as well as the device wants is told so', async () => {
    const claims = JSON.stringify({ id_token: { acr: { essential: true, values: ['urn:example:retina'] } } });
    const { device_code, user_code } = await start({ claims, scope: 'openid' });
    await owner.open('/device');
    await owner.submit('/device', { user_code });
    assert.equal(owner.status, 403);
    assert.match(owner.page, /cannot prove who they are as well/);
    assert.equal((await poll(device_code)).error, 'authorization_pending');
  });

  test('a code in hostile text, or none at all, is no fault of ours', async () => {
    for (const user_code of ['', ' ', '<script>', '\0', '💥', "' or 1=1 --", 'x'.repeat(2000)]) {
      await owner.open('/device');
      await owner.submit('/device', { user_code });
      assert.equal(owner.status, 400, user_code);
      assert.ok(!owner.page.includes('<script>'));
      const { csrf_token = '' } = Object.fromEntries(owner.forms('/device')[0]?.fields ?? []);
      await owner.post('/device/decision', new URLSearchParams({ csrf_token, user_code, decision: 'allow' }));
      assert.equal(owner.status, 400, user_code);
    }
  });

  test('RFC 8628 §5.1: guesses are counted, by both forms, and a right code does not get through then', async () => {
    const { user_code, device_code } = await start();
    await owner.open('/device');
    const { csrf_token = '' } = Object.fromEntries(owner.forms('/device')[0]?.fields ?? []);
    const statuses: number[] = [];
    for (let guess = 0; guess < 40; guess++) {
      const path = guess % 2 === 0 ? '/device' : '/device/decision';
      await owner.post(path, new URLSearchParams({ csrf_token, user_code: 'BBBB-BBBB', decision: 'allow' }));
      statuses.push(owner.status);
    }
    assert.ok(statuses.includes(400) && statuses.at(-1) === 429);
    for (const path of ['/device', '/device/decision']) {
      await owner.post(path, new URLSearchParams({ csrf_token, user_code, decision: 'allow' }));
      assert.equal(owner.status, 429);
    }
    assert.equal((await poll(device_code)).error, 'authorization_pending');
  });
});
