import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FaultyUpstream, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { signUp, startConsole, type TestConsole } from './start-console.ts';
import type { Visitor } from './visitor.ts';

const given = {
  device_code: 'dc-secret',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://p.example/device',
  expires_in: 899,
  interval: 1,
};

describe('linking by device', () => {
  let provider: FaultyUpstream;
  let server: TestConsole;
  let person: Visitor;
  const attempts = () => provider.seen.filter(({ path }) => path === '/token').length;
  /** Loads the page again when it would by itself. */
  const reload = async (): Promise<Visitor> => {
    const wait = Number(person.find(/http-equiv="refresh" content="(\d+)"/));
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    return person.open(person.path);
  };

  before(async () => {
    provider = await startFaultyUpstream();
    const urls = { auth_url: `${provider.url}/a`, token_url: `${provider.url}/token`, device_code_url: `${provider.url}/code` };
    server = await startConsole({ id: 'tv', type: 'custom', display_name: 'TV', client_id: 'c', device_flow: true, ...urls });
    person = await signUp(server);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await provider[Symbol.asyncDispose]();
  });

  test('2.6: the page shows the code, its address and a QR code, and loads itself again at the provider’s interval', async () => {
    provider.script('/code', json(200, given));
    provider.script('/token', json(400, { error: 'authorization_pending' }));
    await person.open('/external-auth/tv');
    assert.match(person.path, /^\/external-auth\/tv\/device\/\w+$/);
    assert.match(person.page, /WDJB-MJHT/);
    assert.match(person.page, /href="https:&#47;&#47;p\.example&#47;device"|href="https:\/\/p\.example\/device"/);
    assert.match(person.page, /<svg class="qr-code" role="img"/);
    assert.equal(person.find(/http-equiv="refresh" content="(\d+)"/), '1');
    assert.doesNotMatch(person.page, /dc-secret|<script/);
  });

  test('RFC 8628 §3.5: however often the page is loaded, the provider is asked at its pace', async () => {
    await reload();
    const asked = attempts();
    await Promise.all([person.open(person.path), person.open(person.path), person.open(person.path)]);
    assert.ok(attempts() - asked <= 1);
    provider.script('/token', json(400, { error: 'slow_down' }), json(400, { error: 'authorization_pending' }));
    await reload();
    assert.equal(person.find(/http-equiv="refresh" content="(\d+)"/), '6');
  });

  test('WCAG 2.2 §2.2.1, §2.2.2: a person may have the page stand still, and look when they want to', async () => {
    await person.open(person.find(/href="([^"]*still=true)"/));
    assert.doesNotMatch(person.page, /http-equiv="refresh"/);
    assert.match(person.page, /I typed it/);
  });

  test('one that was typed ends in the page of the linked account, from every tab', async () => {
    await person.open('/external-auth/tv/device');
    provider.script('/token', json(200, { access_token: 'tv-1', token_type: 'bearer' }));
    const tab = person.path;
    await reload();
    assert.equal(person.path, '/external-auth/tv?redirected=true');
    assert.match(person.page, /TV is linked/);
    await person.open(tab);
    assert.equal(person.path, '/external-auth/tv?redirected=true');
  });

  test('a person who says no sees so, and may try again', async () => {
    await person.open('/external-auth/tv/callback');
    assert.match(person.path, /^\/external-auth\/tv\/device\/\w+$/);
    provider.script('/token', json(400, { error: 'access_denied' }));
    await reload();
    assert.match(person.page, /You said no at the provider\./);
    assert.equal(person.find(/class="btn btn-primary[^"]*" href="([^"]*)"/), '/external-auth/tv/device');
  });

  test('a provider that gives no code is a page that says why, and no loop', async () => {
    provider.script('/code', text(429, 'too many'));
    await person.open('/external-auth/tv/device');
    assert.equal(person.path, '/external-auth/tv/device');
    assert.match(person.page, /rate limit hit/);
  });

  test('a code of somebody else, or of another provider, is not shown', async () => {
    await person.open('/external-auth/tv/device/unknown');
    assert.equal(person.path, '/external-auth/tv?redirected=true');
    await person.open('/external-auth/nobody/device');
    assert.equal(person.status, 404);
  });
});
