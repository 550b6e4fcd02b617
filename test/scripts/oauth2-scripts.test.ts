import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { startFreshServer } from '../support/server.ts';
import { missingTools, readExports, runScript, startScript } from './run-script.ts';

test('RFC 7636 §4.2: generate-pkce.sh prints a verifier and its S256 challenge', { skip: missingTools }, async () => {
  for (let round = 0; round < 8; round++) {
    const { CODE_VERIFIER = '', CODE_CHALLENGE } = readExports((await runScript('generate-pkce.sh', [], {})).stdout);
    assert.match(CODE_VERIFIER, /^[A-Za-z0-9._~-]{43}$/);
    assert.equal(CODE_CHALLENGE, createHash('sha256').update(CODE_VERIFIER).digest('base64url'));
  }
});

test('a script without a session says how to get one', { skip: missingTools }, async () => {
  const { status, stdout, stderr } = await runScript('setup-test-app.sh', [], { BASE_URL: 'http://127.0.0.1:9' });
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^No session\. Set SESSION_TOKEN, or run: grantry login http:\/\/127\.0\.0\.1:9\n$/);
});

describe('against a running server', { skip: missingTools }, () => {
  let server: Awaited<ReturnType<typeof startFreshServer>>;
  let environment: NodeJS.ProcessEnv;

  before(async () => {
    server = await startFreshServer();
    environment = { BASE_URL: server.url, SESSION_TOKEN: server.owner.api_token };
  });
  after(() => server[Symbol.asyncDispose]());

  const setUpApp = async (): Promise<NodeJS.ProcessEnv> => {
    const { status, stdout, stderr } = await runScript('setup-test-app.sh', [], environment);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^# Made test-app-\d+ /);
    return readExports(stdout);
  };

  test('test-mcp-oauth2.sh passes and deletes its application', async () => {
    const { status, stdout, stderr } = await runScript('test-mcp-oauth2.sh', [], environment);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.match(stdout, /All passed\.\n$/);
    const apps = await fetch(`${server.url}/api/v2/oauth2-provider/apps`, { headers: { 'coder-session-token': server.owner.api_token } });
    const names = ((await apps.json()) as readonly { readonly name: string }[]).map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => name.startsWith('test-mcp-')),
      [],
    );
  });

  test('test-mcp-oauth2.sh ends with 1 when there is no server', async () => {
    const { status, stderr } = await runScript('test-mcp-oauth2.sh', [], { ...environment, BASE_URL: 'http://127.0.0.1:9' });
    assert.equal(status, 1);
    assert.match(stderr, /there is no metadata document/);
  });

  test('setup-test-app.sh makes what cleanup-test-app.sh deletes, once', async () => {
    const app = await setUpApp();
    assert.deepEqual(Object.keys(app), ['CLIENT_ID', 'CLIENT_SECRET', 'APP_NAME', 'BASE_URL', 'SESSION_TOKEN']);
    const first = await runScript('cleanup-test-app.sh', [], app);
    assert.deepEqual(first, { status: 0, stdout: `Deleted ${app.CLIENT_ID}.\n`, stderr: '' });
    const second = await runScript('cleanup-test-app.sh', [app.CLIENT_ID ?? ''], environment);
    assert.equal(second.status, 1);
    assert.match(second.stderr, /failed with status 404: \{/);
  });

  const startManualFlow = async (app: NodeJS.ProcessEnv) => {
    const child = startScript('test-manual-flow.sh', [], { ...app, CALLBACK_PORT: '0' });
    let printed = '';
    const authorizeUrl = new Promise<URL>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        printed += `${line}\n`;
        const [url] = /http\S+\/oauth2\/authorize\?\S+/.exec(line) ?? [];
        if (url !== undefined) resolve(new URL(url));
      });
    });
    return { authorizeUrl: await authorizeUrl, ended: once(child, 'exit'), printed: () => printed };
  };

  test('test-manual-flow.sh exchanges the code the browser brings, and ends', async () => {
    const { authorizeUrl, ended, printed } = await startManualFlow(await setUpApp());
    const approved = await fetch(authorizeUrl, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'coder-session-token': server.owner.api_token },
    });
    const page = await fetch(approved.headers.get('location') ?? '');
    assert.equal(page.status, 200);
    assert.match(await page.text(), /It worked/);
    const [status] = await ended;
    assert.equal(status, 0);
    assert.match(printed(), /"access_token": "gat_/);
  });

  test('RFC 6749 §10.12: test-manual-flow.sh refuses an answer with another state', async () => {
    const { authorizeUrl, ended, printed } = await startManualFlow(await setUpApp());
    const callback = new URL(authorizeUrl.searchParams.get('redirect_uri') ?? '');
    callback.search = new URLSearchParams({ code: 'anything', state: 'another' }).toString();
    assert.equal((await fetch(callback)).status, 400);
    const [status] = await ended;
    assert.equal(status, 1);
    assert.match(printed(), /the state is not the one that was sent/);
  });
});
