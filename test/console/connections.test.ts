import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { signUp, startConsole, type TestConsole } from './start-console.ts';
import { Visitor } from './visitor.ts';

describe('connections', () => {
  let server: TestConsole;
  let person: Visitor;
  const said = (): string => person.find(/class="alert[^>]*>[\s\S]*?<div>([^<]+)/);

  before(async () => {
    server = await startConsole();
    person = await signUp(server);
  });
  after(() => server[Symbol.asyncDispose]());

  test('a provider without an account offers to connect one, and coming back shows that it works', async () => {
    await person.open('/connections');
    const connect = person.find(/href="(\/external-auth\/demo\/callback[^"]*)"/);
    await person.open(connect);
    assert.equal(person.path, '/connections');
    assert.match(person.page, /Working/);
    assert.equal(server.upstream.count('authorization_code success'), 1);
  });

  test('“test” asks the provider', async () => {
    await person.open('/connections');
    const [form] = person.forms('/connections/').filter(({ action }) => action.endsWith('/test'));
    assert.ok(form !== undefined);
    await person.post(form.action, form.fields);
    assert.equal(said(), 'Demo accepts the token.');
    assert.match(person.page, /<dt>Checked<\/dt><dd><time/);
  });

  test('“refresh now” renews a token that still lives', async () => {
    await person.open('/connections');
    const [form] = person.forms('/connections/').filter(({ action }) => action.endsWith('/refresh'));
    assert.ok(form !== undefined);
    await person.post(form.action, form.fields);
    assert.equal(said(), 'Demo renewed the token.');
    assert.equal(server.upstream.count('refresh_token success'), 1);
  });

  test('the overview and the terminal’s page show it as well', async () => {
    await person.open('/');
    assert.match(person.page, /<strong>Demo<\/strong>[\s\S]*Working/);
    await person.open('/external-auth/demo');
    assert.match(person.page, /Demo is linked/);
  });

  test('B.6: a person whom the provider sends back with an error sees a page with the provider’s words, escaped', async () => {
    const query = new URLSearchParams({ error: 'access_denied', error_description: 'You said <b>no</b>' });
    await person.open(`/external-auth/demo/callback?${query}`);
    assert.equal(person.status, 400);
    assert.match(person.page, /access_denied[\s\S]*You said &[^<]*no/);
    assert.doesNotMatch(person.page, /<b>no/);
  });

  test('“unlink” forgets the account and says what became of the token', async () => {
    await person.open('/connections');
    const [form] = person.forms('/connections/').filter(({ action }) => action.endsWith('/unlink'));
    assert.ok(form !== undefined);
    await person.post(form.action, form.fields);
    assert.equal(said(), 'Unlinked, and Demo confirmed that it revoked the token.');
    assert.match(person.page, /Connect</);
    await person.open('/external-auth/demo?redirected=true');
    assert.match(person.page, /Demo is not linked/);
  });

  test('somebody who is not signed in reads nothing of it', async () => {
    const stranger = await new Visitor(server.url).open('/connections');
    assert.doesNotMatch(stranger.page, /Demo/);
  });
});
