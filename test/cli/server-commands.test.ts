import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { entry, type Ran, runGrantry } from './support.ts';

const folder = temporaryFolder('commands');
const environment = {
  GRANTRY_DATA_DIR: folder.path,
  GRANTRY_LISTEN: '127.0.0.1:0',
  GRANTRY_LOG_LEVEL: 'warn',
  GRANTRY_CONFIG_HOME: folder.path,
};
const run = (...words: readonly string[]): Promise<Ran> => runGrantry(words, environment);
const setUp = (...words: readonly string[]): Promise<Ran> => run('setup', '--email=ann@example.com', '--password=correct horse', ...words);

let server: ChildProcess;
let url = '';
let keys: Readonly<Record<string, string>> = {};

/** Waits for a line of the process's stderr that matches, and returns its first group. */
async function waitForLine(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (child.stderr === null) throw new Error('stderr is not piped');
  for await (const line of createInterface({ input: child.stderr })) {
    const [, found] = pattern.exec(line) ?? [];
    if (found !== undefined) return found;
  }
  throw new Error(`it ended before it wrote ${pattern}`);
}

const start = (...words: readonly string[]): ChildProcess =>
  spawn(process.execPath, [entry, ...words], { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });

before(async () => {
  server = start('serve');
  url = await waitForLine(server, /is listening on (http:\S+)/);
});

after(async () => {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null], 'serve ends cleanly on SIGTERM');
  folder[Symbol.dispose]();
});

test('setup refuses what is no password and no address, and makes nobody', async () => {
  const short = await run('setup', '--email=ann@example.com', '--password=short');
  assert.deepEqual([short.status, short.stdout], [1, '']);
  assert.match(short.stderr, /^grantry: --password: /);
  assert.match((await run('setup', '--password=correct horse')).stderr, /^grantry: --email is needed/);
});

test('setup beside a running server makes the owner and prints exactly the five keys', async () => {
  const { status, stdout, stderr } = await setUp('-o', 'json');
  assert.deepEqual([status, stderr], [0, '']);
  keys = JSON.parse(stdout);
  assert.deepEqual(Object.keys(keys), ['user_id', 'api_token', 'service_id', 'service_token', 'organization_token']);
});

test('a second setup is refused', async () => {
  const { status, stdout, stderr } = await setUp();
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /has an owner already/);
});

test('login --token keeps a token that works, and refuses one that does not', async () => {
  const refused = await run('login', url, '--token', 'gpt_wrong');
  assert.deepEqual([refused.status, refused.stdout], [1, '']);
  assert.match((await run('whoami')).stderr, /not signed in/);
  assert.deepEqual(await run('login', url, '--token', keys.api_token ?? ''), {
    status: 0,
    stdout: '',
    stderr: `Signed in to ${url} as ann.\n`,
  });
  assert.deepEqual(await run('whoami'), { status: 0, stdout: `ann <ann@example.com> at ${url}\n`, stderr: '' });
});

test('RFC 8252: login signs in through the browser and a loopback listener; logout ends it', async () => {
  const login = start('login', '--url', url, '--no-browser');
  const ended = once(login, 'exit');
  const authorizationUrl = await waitForLine(login, /Sign in here: (\S+)/);
  const { searchParams } = new URL(authorizationUrl);
  assert.deepEqual([searchParams.get('client_id'), searchParams.get('code_challenge_method')], ['grantry-cli', 'S256']);

  const stray = await fetch(`${searchParams.get('redirect_uri')}?code=stolen&state=wrong`);
  assert.equal(stray.status, 404, 'an answer with another state does not end the login');
  const approved = await fetch(authorizationUrl, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'grantry-session-token': keys.api_token ?? '' },
  });
  const page = await fetch(approved.headers.get('location') ?? '');
  assert.match(await page.text(), /You are signed in/);
  assert.deepEqual(await ended, [0, null]);
  assert.equal((await run('whoami')).stdout, `ann <ann@example.com> at ${url}\n`);

  assert.deepEqual(await run('logout'), { status: 0, stdout: '', stderr: `Signed out of ${url}.\n` });
  assert.equal((await run('whoami')).status, 1);
});

test('agents are made, listed and revoked', async () => {
  await run('login', url, '--token', keys.api_token ?? '');
  const { stdout: token } = await run('agent', 'create', 'ci', '--provider', 'github', '--lifetime', '12h');
  assert.match(token, /^gag_\w+\n$/);
  const list = await run('agent', 'list');
  assert.match(list.stdout, /^ID +NAME +MAY GET +KNOWN BY +EXPIRES +LAST USED\n\S+ +ci +github +token +20\S+Z +never\n$/);
  const asked = await runGrantry(['external-auth', 'access-token', 'github'], {
    GRANTRY_AGENT_URL: url,
    GRANTRY_AGENT_TOKEN: token.trim(),
  });
  assert.deepEqual([asked.status, asked.stdout], [1, '']);
  assert.deepEqual(await run('agent', 'revoke', 'ci'), { status: 0, stdout: '', stderr: 'Revoked ci.\n' });
  assert.equal(JSON.parse((await run('agent', 'list', '-o', 'json')).stdout).agents.length, 0);
});

test('external-auth list shows that nothing is configured', async () => {
  assert.deepEqual(await run('external-auth', 'list'), {
    status: 0,
    stdout: 'PROVIDER  ACCOUNT  DEFAULT  HEALTH  TOKEN ENDS  CAUSE\n',
    stderr: '',
  });
});

test('keys rotate beside a running server; list and status tell of it', async () => {
  const rotated = await run('keys', 'rotate', '-o', 'json');
  assert.equal(rotated.status, 0, rotated.stderr);
  const { active_key: activeKey } = JSON.parse(rotated.stdout);
  const { keys: listed } = JSON.parse((await run('keys', 'list', '-o', 'json')).stdout);
  assert.deepEqual(
    listed.map(({ state }: { state: string }) => state),
    ['active', 'retired'],
  );
  const status = JSON.parse((await run('keys', 'status', '-o', 'json')).stdout);
  assert.deepEqual([status.active_key, status.values_under_older_keys], [activeKey, 0]);
  assert.ok(status.columns.every(({ finished }: { finished: boolean }) => finished));
});

test('config check says what is wrong and ends with 1; config show tells where values are from', async () => {
  assert.deepEqual(await run('config', 'check'), {
    status: 0,
    stdout: '',
    stderr: 'The settings are good, with 0 external auth providers.\n',
  });
  const wrong = await runGrantry(['config', 'check'], { ...environment, GRANTRY_LISTN: 'x', GRANTRY_LOG_LEVEL: 'loud' });
  assert.deepEqual([wrong.status, wrong.stdout], [1, '']);
  assert.match(wrong.stderr, /grantry: GRANTRY_LOG_LEVEL: .*\ngrantry: GRANTRY_LISTN: .*\nTry: grantry config show\n$/);
  const { settings } = JSON.parse((await run('config', 'show', '-o', 'json')).stdout);
  assert.deepEqual(settings[0].origin, 'GRANTRY_LISTEN');
});

test('serve does not start with wrong settings', async () => {
  const refused = await runGrantry(['serve'], { ...environment, GRANTRY_DATABASE: 'mysql://x' });
  assert.deepEqual([refused.status, refused.stdout], [1, '']);
  assert.match(refused.stderr, /^grantry: GRANTRY_DATABASE: found .*accepted: sqlite:/);
});
