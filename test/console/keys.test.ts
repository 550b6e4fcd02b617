import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { signUp, startConsole, type TestConsole } from './start-console.ts';
import type { Visitor } from './visitor.ts';

const shownOnce = /id="shown-once"[^>]* value="([^"]+)"/;

describe('API tokens and agents', () => {
  let server: TestConsole;
  let person: Visitor;
  const whoAmI = async (token: string): Promise<number> =>
    (await fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${token}` } })).status;
  const askAgent = async (token: string): Promise<number> =>
    (await fetch(`${server.url}/api/v2/workspaceagents/me/external-auth?id=demo`, { headers: { 'coder-session-token': token } })).status;

  before(async () => {
    server = await startConsole();
    person = await signUp(server);
  });
  after(() => server[Symbol.asyncDispose]());

  test('a new token is shown once, works, and stops when it is deleted', async () => {
    await person.open('/api-tokens');
    await person.submit('/api-tokens', { name: 'Laptop <b>', expires_in_days: '7' });
    const token = person.find(shownOnce);
    assert.match(token, /^gpt_/);
    assert.equal(await whoAmI(token), 200);
    await person.open('/api-tokens');
    assert.ok(!person.page.includes(token));
    assert.match(person.page, /Laptop &#60;b&#62;/);
    const [remove] = person.forms('/api-tokens/').filter(({ action }) => action.endsWith('/delete'));
    assert.ok(remove !== undefined);
    await person.post(remove.action, remove.fields);
    assert.match(person.page, /The token is deleted/);
    assert.equal(await whoAmI(token), 401);
  });

  test('a token with scopes has those and no others', async () => {
    await person.open('/api-tokens');
    await person.submit('/api-tokens', { name: 'Narrow', scope: 'external_auth:read', expires_in_days: '' });
    assert.equal(await whoAmI(person.find(shownOnce)), 403);
  });

  test('a scope that does not exist widens nothing', async () => {
    await person.open('/api-tokens');
    await person.submit('/api-tokens', { name: 'Mistyped', scope: 'everything', expires_in_days: '7' });
    assert.equal(person.status, 400);
    assert.doesNotMatch(person.page, shownOnce);
  });

  test('a second token of the same name is refused in words', async () => {
    await person.open('/api-tokens');
    await person.submit('/api-tokens', { name: 'Narrow' });
    assert.equal(person.status, 400);
    assert.match(person.page, /You have an API token of this name/);
  });

  test('a new agent is shown once, works, and stops when it is revoked', async () => {
    await person.open('/agents');
    await person.submit('/agents', { name: 'workspace', provider: 'demo' });
    const token = person.find(shownOnce);
    assert.match(token, /^gag_/);
    assert.equal(await askAgent(token), 200);
    await person.open('/agents');
    assert.match(person.page, /workspace/);
    await person.submit('/agents/');
    assert.match(person.page, /The agent is revoked/);
    assert.equal(await askAgent(token), 401);
  });

  test('a provider that does not exist widens nothing', async () => {
    await person.open('/agents');
    await person.submit('/agents', { name: 'mistyped', provider: 'nowhere' });
    assert.equal(person.status, 400);
    assert.doesNotMatch(person.page, shownOnce);
  });

  test('somebody else’s key cannot be deleted, and looks as if it did not exist', async () => {
    await person.open('/api-tokens');
    const { csrf_token = '' } = Object.fromEntries(person.forms('/logout')[0]?.fields ?? []);
    for (const path of ['/api-tokens/unknown/delete', '/agents/unknown/revoke', '/sessions/unknown/end', '/connections/unknown/unlink']) {
      assert.equal((await person.post(path, new URLSearchParams({ csrf_token }))).status, 404, path);
    }
  });
});
