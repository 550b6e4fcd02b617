import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FaultyUpstream, json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { signUp, startConsole, type TestConsole } from './start-console.ts';
import type { Visitor } from './visitor.ts';

describe('providers', () => {
  let server: TestConsole;
  let upstream: FaultyUpstream;
  let admin: Visitor;
  const mine = (): Record<string, string> => ({
    id: 'mine',
    client_id: 'c',
    client_secret: 'hush hush',
    auth_url: `${upstream.url}/authorize`,
    token_url: `${upstream.url}/token`,
    display_name: 'Mine <b>',
  });

  before(async () => {
    [server, upstream] = await Promise.all([startConsole(), startFaultyUpstream()]);
    admin = await signUp(server);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await upstream[Symbol.asyncDispose]();
  });

  test('a type is chosen, and what it brings stands in the empty fields', async () => {
    await admin.open('/providers/new');
    assert.match(admin.page, /<a href="\/providers\/new\?type=github">GitHub<\/a>/);
    await admin.open('/providers/new?type=github');
    assert.match(admin.page, /name="scopes"[^>]* placeholder="repo workflow"/);
    assert.match(admin.page, /value="http:[^"]*\/external-auth\/github\/callback"/);
    assert.equal((await admin.open('/providers/new?type=unknown')).status, 404);
  });

  test('what is wrong is said beside its field, and what was typed stays, but not the secret', async () => {
    await admin.open('/providers/new?type=oauth2');
    await admin.submit('/providers', { ...mine(), regex: '(', token_url: 'nonsense' });
    assert.equal(admin.status, 400);
    assert.match(admin.page, /id="regex-error">Found &#34;\(&#34;; accepted: a regular expression\./);
    assert.match(admin.page, /id="token_url-error">/);
    assert.match(admin.page, /<details class="more-settings" open>/);
    assert.match(admin.page, /name="display_name"[^>]*/);
    assert.ok(admin.page.includes('Mine &#60;b&#62;') && !admin.page.includes('hush'));
    await admin.submit('/providers', { ...mine(), regex: '', id: 'demo' });
    assert.match(admin.page, /id="id-error">Another provider has this ID\./);
  });

  test('a provider is added, can be linked at once, is tested, changed and deleted', async () => {
    await admin.open('/providers/new?type=oauth2');
    await admin.submit('/providers', mine());
    assert.equal(admin.path, '/providers/mine?notice=provider_created');
    assert.ok(!admin.page.includes('hush'));
    assert.match((await admin.open('/connections')).page, /Mine &#60;b&#62;/);

    upstream.script('/token', json(401, { error: 'invalid_client' }));
    await admin.open('/providers/mine');
    await admin.submit('/providers/mine/test');
    assert.match(admin.page, /<h3>Client ID and secret<\/h3><p class="detail">The provider refused the client: invalid_client\./);

    await admin.open('/providers/mine');
    await admin.submit('/providers/mine', { scopes: 'a b', no_refresh: 'true' });
    assert.equal(admin.path, '/providers/mine?notice=provider_saved');
    assert.match(admin.page, /name="scopes"[^>]*/);
    assert.match(admin.page, /value="a b"/);
    assert.match(admin.page, /There is one\. Leave this empty to keep it\./);
    assert.match((await admin.open('/providers')).page, /<code>mine<\/code> · oauth2 · set here · 0 linked/);

    await admin.open('/providers/mine');
    await admin.submit('/providers/mine/delete');
    assert.equal(admin.path, '/providers?notice=provider_deleted');
    assert.equal((await admin.open('/providers/mine')).status, 404);
  });

  test('what the file sets is shown, cannot be changed, and is not deleted; what it leaves open can be set', async () => {
    await admin.open('/providers/demo');
    assert.match(admin.page, /Set by external_auth\[0\]\.client_id, which wins over what is set here\./);
    assert.deepEqual(admin.forms('/providers/demo/delete'), []);
    await admin.submit('/providers/demo', { client_id: 'forged', scopes: 'openid' });
    assert.equal(admin.path, '/providers/demo?notice=provider_saved');
    assert.match((await admin.open('/providers')).page, /<code>demo<\/code> · oidc · grantry\.yaml, set here/);
    await admin.open('/providers/demo');
    assert.ok(!admin.page.includes('forged'));
    await admin.submit('/providers/demo/delete');
    assert.match((await admin.open('/providers')).page, /<code>demo<\/code> · oidc · grantry\.yaml · /);
  });

  test('of two people who change one provider the second is told, and loses nothing', async () => {
    await admin.open('/providers/demo');
    const [form] = admin.forms('/providers/demo').filter(({ action }) => action === '/providers/demo');
    assert.ok(form);
    await admin.submit('/providers/demo', { scopes: 'openid' });
    form.fields.set('scopes', 'openid email');
    await admin.post('/providers/demo', form.fields);
    assert.equal(admin.status, 400);
    assert.match(admin.page, /Somebody else changed this provider meanwhile/);
    assert.match(admin.page, /value="openid email"/);
  });
});
