import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { signUp, startConsole, type TestConsole } from './start-console.ts';
import type { Visitor } from './visitor.ts';

const shownOnce = /id="shown-once"[^>]* value="([^"]+)"/;

describe('applications', () => {
  let server: TestConsole;
  let admin: Visitor;
  const askToken = async (clientId: string, clientSecret: string): Promise<number> => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
    return (await fetch(`${server.url}/oauth2/tokens`, { method: 'POST', body })).status;
  };
  const clientIdOnPage = (): string => admin.find(/<dt>Client id<\/dt><dd><code>([^<]+)/);

  before(async () => {
    server = await startConsole();
    admin = await signUp(server);
  });
  after(() => server[Symbol.asyncDispose]());

  test('what is wrong is said beside the input it is about, and what was typed stays', async () => {
    await admin.open('/applications/new');
    await admin.submit('/applications', { name: 'Dash <board>', redirect_uris: '/callback', icon: 'javascript:alert(1)' });
    assert.equal(admin.status, 400);
    assert.match(admin.page, /id="redirect_uris-error">The redirect URI /);
    assert.match(admin.page, /id="icon-error">The icon /);
    assert.match(admin.page, /value="Dash &#60;board&#62;"/);
  });

  test('an application is made, listed, changed and deleted', async () => {
    await admin.open('/applications/new');
    await admin.submit('/applications', { name: 'Dash', redirect_uris: 'https://app.example/a\r\n\r\n https://app.example/b ' });
    assert.match(admin.path, /^\/applications\/\d+$/);
    const path = admin.path;
    assert.match(admin.page, />https:\/\/app\.example\/a\nhttps:\/\/app\.example\/b<\/textarea>/);
    await admin.submit(path, { name: 'Dashboard' });
    assert.match(admin.page, /Saved\./);
    await admin.open('/applications');
    assert.match(admin.page, new RegExp(`<a href="${path}">Dashboard</a>`));
    await admin.open(path);
    await admin.submit(`${path}/delete`);
    assert.equal(admin.path, '/applications?notice=application_deleted');
    assert.equal((await admin.open(path)).status, 404);
  });

  test('a change that is wrong keeps the application as it is', async () => {
    await admin.open('/applications/new');
    await admin.submit('/applications', { name: 'Steady', redirect_uris: 'https://app.example/callback' });
    const path = admin.path;
    await admin.submit(path, { name: '' });
    assert.equal(admin.status, 400);
    assert.match(admin.page, /id="name-error">The name is required\./);
    await admin.open(path);
    assert.match(admin.page, /<h1>Steady<\/h1>/);
  });

  test('a secret is shown once, works, is told by its end, and stops when it is deleted', async () => {
    await admin.open('/applications/new');
    await admin.submit('/applications', { name: 'Server', redirect_uris: 'https://app.example/callback' });
    const path = admin.path;
    await admin.submit(`${path}/secrets`);
    const [secret, clientId] = [admin.find(shownOnce), clientIdOnPage()];
    assert.match(secret, /^gcs_/);
    assert.equal(await askToken(clientId, secret), 200);
    await admin.open(path);
    assert.ok(!admin.page.includes(secret));
    assert.ok(admin.page.includes(`…${secret.slice(-6)}`));
    assert.match(admin.page, /used <time/);
    await admin.submit(`${path}/secrets/`);
    assert.match(admin.page, /The secret is deleted/);
    assert.equal(await askToken(clientId, secret), 401);
  });

  test('a public application has no secrets', async () => {
    await admin.open('/applications/new');
    await admin.submit('/applications', { name: 'Phone', redirect_uris: 'com.example.app:/callback', client_type: 'public' });
    assert.match(admin.page, /<h1>Phone<\/h1>/);
    assert.deepEqual(admin.forms(`${admin.path}/secrets`), []);
  });
});
