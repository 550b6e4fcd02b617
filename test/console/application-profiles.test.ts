import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import { owner, signUp, startConsole, type TestConsole } from './start-console.ts';
import type { Visitor } from './visitor.ts';

describe('the security profiles of an application', () => {
  let server: TestConsole;
  let admin: Visitor;

  let apiToken: string;

  before(async () => {
    server = await startConsole();
    admin = await signUp(server);
    const answer = await fetch(`${server.url}/api/v2/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(owner),
    });
    apiToken = ((await answer.json()) as { readonly session_token: string }).session_token;
  });
  after(() => server[Symbol.asyncDispose]());

  /** Registers an application over the REST API, and opens its page. */
  async function openApplication(settings: Readonly<Record<string, unknown>>): Promise<string> {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const answer = await fetch(`${server.url}/api/v2/oauth2-provider/apps`, {
      method: 'POST',
      headers: { 'coder-session-token': apiToken, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'Bank',
        callback_url: 'https://app.example/',
        jwks: { keys: [await exportJWK(publicKey)] },
        ...settings,
      }),
    });
    const app = (await answer.json()) as { readonly client_number: number };
    assert.equal(answer.status, 201, JSON.stringify(app));
    const path = `/applications/${app.client_number}`;
    await admin.open(path);
    return path;
  }

  test('an administrator switches a profile on and off', async () => {
    const path = await openApplication({ token_endpoint_auth_method: 'private_key_jwt' });
    await admin.submit(`${path}/profiles`, { profile: 'fapi2_security' });
    assert.match(admin.page, /Saved\./);
    assert.match(admin.page, /value="fapi2_security" checked/);
    const fields = new URLSearchParams({ csrf_token: admin.find(/name="csrf_token" value="([^"]+)"/) });
    await admin.post(`${path}/profiles`, fields);
    assert.doesNotMatch(admin.page, /value="fapi2_security" checked/);
  });

  test('what keeps an application from it is said, with the clause', async () => {
    const path = await openApplication({});
    await admin.submit(`${path}/profiles`, { profile: 'fapi2_security' });
    assert.equal(admin.status, 400);
    assert.match(admin.page, /Not saved: token_endpoint_auth_method must be one of .*§5\.3\.2\.1 \(6\)/);
    await admin.open(path);
    assert.doesNotMatch(admin.page, /value="fapi2_security" checked/);
  });

  test('a public application is offered none', async () => {
    await openApplication({ client_type: 'public', jwks: undefined });
    assert.doesNotMatch(admin.page, /fapi2_security/);
  });
});
