import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Octokit } from '@octokit/core';
import { createEmulator, type Emulator } from 'emulate';
import {
  createAppAuth,
  createRequest,
  exchangeWebFlowCode,
  getWebFlowAuthorizationUrl,
  type StrategyOptions,
} from '../../src/github-app/index.ts';

const client = { client_id: 'Iv1.emulated', client_secret: 'emulated-secret' };
const redirectUrl = 'http://localhost/callback';

/** What the first form of a page sends, and where: each user the emulator knows has a form of its own. */
const firstForm = (page: string): string => /<form[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
const actionOf = (page: string): string => /action="([^"]+)"/.exec(firstForm(page))?.[1] ?? '';
const inputsOf = (page: string): URLSearchParams => {
  const inputs = new URLSearchParams();
  for (const [, name = '', value = ''] of firstForm(page).matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g))
    inputs.set(name, value);
  return inputs;
};

describe('GitHub as the package emulate has it', () => {
  let emulator: Emulator;
  let options: StrategyOptions;
  before(async () => {
    emulator = await createEmulator({
      service: 'github',
      port: 0,
      seed: {
        github: {
          users: [{ login: 'octocat' }],
          repos: [{ owner: 'octocat', name: 'hello-world' }],
          oauth_apps: [{ ...client, name: 'Emulated', redirect_uris: [redirectUrl] }],
          apps: [
            {
              app_id: 12345,
              slug: 'emulated',
              name: 'Emulated',
              permissions: { contents: 'read', issues: 'write' },
              events: [],
              installations: [{ installation_id: 100, account: 'octocat', repository_selection: 'all' }],
            },
          ],
        },
      },
    });
    const privateKey = emulator.generatedSecrets.find(({ kind }) => kind === 'github.app_private_key')?.value ?? '';
    options = { appId: 12345, privateKey, request: createRequest().defaults({ baseUrl: emulator.url }) };
  });
  after(() => emulator.close());

  test('an app speaks for itself', async () => {
    const octokit = new Octokit({ authStrategy: createAppAuth, auth: options, baseUrl: emulator.url });
    assert.equal((await octokit.request('GET /app')).data?.slug, 'emulated');
  });

  test('an installation gets a token, and reads what it may', async () => {
    const auth = createAppAuth(options);
    const { token, permissions, expiresAt } = await auth({ type: 'installation', installationId: 100 });
    assert.match(token, /^ghs_/);
    assert.equal(permissions.issues, 'write');
    assert.ok(Date.parse(expiresAt) > Date.now());
    const octokit = new Octokit({ authStrategy: createAppAuth, auth: { ...options, installationId: 100 }, baseUrl: emulator.url });
    const { data } = await octokit.request('GET /repos/{owner}/{repo}', { owner: 'octocat', repo: 'hello-world' });
    assert.equal(data.name, 'hello-world');
  });

  test('a token is narrowed to permissions', async () => {
    const auth = createAppAuth(options);
    const { permissions } = await auth({ type: 'installation', installationId: 100, permissions: { contents: 'read' } });
    assert.equal(permissions.contents, 'read');
    assert.equal(permissions.issues, undefined);
  });

  test('a user signs in with the web flow', async () => {
    const { request } = options;
    const { url, state } = getWebFlowAuthorizationUrl({ clientType: 'github-app', clientId: client.client_id, redirectUrl, request });
    const page = await (await fetch(url)).text();
    const back = await fetch(new URL(actionOf(page), emulator.url), { method: 'POST', body: inputsOf(page), redirect: 'manual' });
    const callback = new URL(back.headers.get('location') ?? '');
    assert.equal(callback.searchParams.get('state'), state);
    const { authentication } = await exchangeWebFlowCode({
      clientType: 'github-app',
      clientId: client.client_id,
      clientSecret: client.client_secret,
      code: callback.searchParams.get('code') ?? '',
      redirectUrl,
      request,
    });
    assert.match(authentication.token, /^gh/);
  });
});
