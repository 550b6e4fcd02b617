import assert from 'node:assert/strict';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { entry, fakeApi, recordingTerminal, runGrantry, runProgram } from './support.ts';

const linked = {
  access_token: 'gho_token',
  token_extra: { authed_user: { id: 'U1', scopes: ['a', 'b'] }, 'dotted.key': 7, ok: true, nothing: null, users: [{ n: 1 }, { n: 2 }] },
  url: '',
  type: 'github',
  expires_at: '2026-12-01T00:00:00Z',
  username: 'gho_token',
  password: '',
};
const unlinked = { ...linked, access_token: '', token_extra: null, url: 'http://grantry.example/external-auth/github' };

/** Runs `external-auth access-token` in this process. */
async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent', ...environment });
  const ending = await runCli([clientCommands], ['external-auth', 'access-token', ...words], terminal);
  return { status: exitCodes[ending].status, stdout: terminal.printed.join(''), stderr: terminal.said.join('\n') };
}

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

test('H.2, seed 000: the token goes to stdout without a line end, with exit code 0', async () => {
  await using api = await fakeApi(() => ({ body: linked }));
  const environment = { GRANTRY_AGENT_URL: `${api.url}/`, GRANTRY_AGENT_TOKEN: 'gag_agent' };
  assert.deepEqual(await runGrantry(['external-auth', 'access-token', 'git hub'], environment), {
    status: 0,
    stdout: 'gho_token',
    stderr: '',
  });
  const [request] = api.seen;
  assert.equal(request?.url, '/api/v2/workspaceagents/me/external-auth?id=git%20hub');
  assert.equal(request?.headers['grantry-session-token'], 'gag_agent');
});

test('H.1, seed 000: the URL to authenticate goes to stdout with exit code 1, and nothing to stderr', async () => {
  await using api = await fakeApi(() => ({ body: unlinked }));
  const environment = { CODER_AGENT_URL: api.url, CODER_AGENT_TOKEN: 'gag_agent' };
  assert.deepEqual(await runGrantry(['external-auth', 'access-token', 'github'], environment), {
    status: 1,
    stdout: unlinked.url,
    stderr: '',
  });
});

test('seed 000: its shell script tells the two apart', async () => {
  using folder = temporaryFolder('cli');
  const script = join(folder.path, 'check.sh');
  writeFileSync(
    script,
    `#!/usr/bin/env sh
OUTPUT=$(grantry external-auth access-token github)
if [ $? -eq 0 ]; then
  echo "Authenticated with GitHub"
else
  echo "Please authenticate with GitHub:"
  echo $OUTPUT
fi
`,
  );
  chmodSync(script, 0o755);
  symlinkSync(entry, join(folder.path, 'grantry'));
  const cases = [
    { body: linked, stdout: 'Authenticated with GitHub\n' },
    { body: unlinked, stdout: `Please authenticate with GitHub:\n${unlinked.url}\n` },
  ];
  for (const { body, stdout } of cases) {
    await using api = await fakeApi(() => ({ body }));
    const PATH = [folder.path, join(process.execPath, '..'), process.env.PATH].join(':');
    const ran = await runProgram('sh', [script], { PATH, GRANTRY_AGENT_URL: api.url, GRANTRY_AGENT_TOKEN: 't' });
    assert.deepEqual(ran, { status: 0, stdout, stderr: '' });
  }
});

const agent = (url: string): readonly string[] => ['--agent-url', url, '--agent-token=t', 'github'];

test('H.4, seed 000: --extra extracts a field of the extra properties', async (t) => {
  await using api = await fakeApi(() => ({ body: linked }));
  const cases: readonly (readonly [path: string, found: string])[] = [
    ['authed_user.id', 'U1'],
    ['authed_user.scopes.1', 'b'],
    ['authed_user.scopes', '["a","b"]'],
    ['authed_user.scopes.#', '2'],
    ['users.#.n', '[1,2]'],
    ['dotted\\.key', '7'],
    ['ok', 'true'],
    ['nothing', ''],
    ['authed_user.missing.deeper', ''],
    ['__proto__', ''],
  ];
  for (const [path, found] of cases) {
    await t.test(path, async () =>
      assert.deepEqual(await run([...agent(api.url), '--extra', path]), { status: 0, stdout: found, stderr: '' }),
    );
  }
});

test('H.4, seed 000: --extra of a token without extra properties fails; the URL comes before it', async () => {
  await using bare = await fakeApi(() => ({ body: { ...linked, token_extra: null } }));
  assert.deepEqual(await run([...agent(bare.url), '--extra=a']), {
    status: 1,
    stdout: '',
    stderr: 'grantry: no extra properties found for token',
  });
  await using api = await fakeApi(() => ({ body: unlinked }));
  assert.deepEqual(await run([...agent(api.url), '--extra=a']), { status: 1, stdout: unlinked.url, stderr: '' });
});

test('H.5, H.6: --output json prints the whole answer with its expiry; with a URL in it the exit code is still 1', async () => {
  await using api = await fakeApi(() => ({ body: linked }));
  assert.deepEqual(await run([...agent(api.url), '-o', 'json']), { status: 0, stdout: asJson(linked), stderr: '' });
  await using other = await fakeApi(() => ({ body: unlinked }));
  assert.deepEqual(await run([...agent(other.url), '-ojson']), { status: 1, stdout: asJson(unlinked), stderr: '' });
});

test('H.7, seed 000: the token file is read, trimmed, and only if there is no token', async () => {
  using folder = temporaryFolder('cli');
  const file = join(folder.path, 'token');
  writeFileSync(file, ' gag_of_file\n');
  await using api = await fakeApi(() => ({ body: linked }));
  await run(['github'], { GRANTRY_AGENT_URL: api.url, GRANTRY_AGENT_TOKEN_FILE: file });
  await run(['github', '--agent-token=gag_flag'], { GRANTRY_AGENT_URL: api.url, GRANTRY_AGENT_TOKEN_FILE: file });
  assert.deepEqual(
    api.seen.map(({ headers }) => headers['grantry-session-token']),
    ['gag_of_file', 'gag_flag'],
  );
  writeFileSync(file, '\n');
  const blank = await run(['github'], { GRANTRY_AGENT_URL: api.url, GRANTRY_AGENT_TOKEN_FILE: file });
  assert.deepEqual(blank, { status: 1, stdout: '', stderr: `grantry: the agent token file ${file} is empty` });
});

test('H.3, H.8, H.9, seed 000: usage and agent errors name what is missing, with exit code 1', async (t) => {
  const help = 'Try: grantry external-auth access-token --help';
  const cases: readonly (readonly [name: string, words: readonly string[], stderr: string])[] = [
    ['H.3: no argument', [], `grantry: wanted 1 args but got 0 (<provider>)\n${help}`],
    ['H.3: two arguments', ['a', 'b'], `grantry: wanted 1 args but got 2 (<provider>)\n${help}`],
    ['H.8: no URL', ['a', '--agent-token=t'], 'grantry: an agent needs its server: set GRANTRY_AGENT_URL (or CODER_AGENT_URL)'],
    [
      'H.8: no token',
      ['a', '--agent-url=u'],
      'grantry: an agent needs a token: set GRANTRY_AGENT_TOKEN or GRANTRY_AGENT_TOKEN_FILE (or CODER_…)',
    ],
    [
      'H.9: unknown --auth',
      ['a', '--auth', 'aws'],
      `grantry: --auth: found "aws"; accepted: token, google-instance-identity, aws-instance-identity, azure-instance-identity, oidc\n${help}`,
    ],
    ['nobody signed in', ['a'], 'grantry: you are not signed in to any server\nTry: grantry login <url>'],
    [
      'no server',
      ['a', '--agent-token=t', '--agent-url=ftp://x'],
      'grantry: "ftp://x" is not the URL of a server\nTry: a URL such as https://auth.example.com',
    ],
    ['unknown flag', ['a', '--agent-tokn=t'], `grantry: unknown flag --agent-tokn. Did you mean --agent-token?\n${help}`],
  ];
  for (const [name, words, stderr] of cases)
    await t.test(name, async () => assert.deepEqual(await run(words), { status: 1, stdout: '', stderr }));
});

test('a refusal of the server is said in its own words, and never with the token', async () => {
  await using api = await fakeApi(() => ({ status: 404, body: { message: 'No provider matches.', detail: 'There are none.' } }));
  const stderr = `grantry: ${api.url} refused: No provider matches. There are none.`;
  assert.deepEqual(await run(agent(api.url)), { status: 1, stdout: '', stderr });
});

test('without an agent it is the token of the user who is signed in', async () => {
  using folder = temporaryFolder('cli');
  await using api = await fakeApi(() => ({ body: linked }));
  writeFileSync(
    join(folder.path, 'credentials.json'),
    JSON.stringify({ current: api.url, deployments: { [api.url]: { token: 'gpt_mine' } } }),
  );
  assert.deepEqual(await run(['github'], { GRANTRY_CONFIG_HOME: folder.path }), { status: 0, stdout: 'gho_token', stderr: '' });
  const [request] = api.seen;
  assert.equal(request?.url, '/api/v2/external-auth/github/access-token');
  assert.equal(request?.headers['grantry-session-token'], 'gpt_mine');
});

test('--account and --min-validity are asked for, by agents and by users', async () => {
  await using api = await fakeApi(() => ({ body: linked }));
  const which = ['--account', 'octo & co', '--min-validity=10m'];
  await run([...agent(api.url), ...which]);
  await run(['github', '--url', api.url, ...which], { GRANTRY_TOKEN: 'gpt_mine' });
  assert.deepEqual(
    api.seen.map(({ url }) => url),
    [
      '/api/v2/workspaceagents/me/external-auth?id=github&account=octo%20%26%20co&min_validity=600',
      '/api/v2/external-auth/github/access-token?account=octo%20%26%20co&min_validity=600',
    ],
  );
});

test('H.7: a token file that cannot be read is named', async () => {
  const { status, stderr } = await run(['github'], {
    GRANTRY_AGENT_URL: 'http://127.0.0.1:1',
    GRANTRY_AGENT_TOKEN_FILE: '/nonexistent/token',
  });
  assert.equal(status, 1);
  assert.match(stderr, /^grantry: the agent token file \/nonexistent\/token cannot be read: /);
});

test('a server that does not answer, or answers as another, is named', async () => {
  assert.match((await run(agent('http://127.0.0.1:1'))).stderr, /^grantry: http:\/\/127\.0\.0\.1:1 does not answer: connect ECONNREFUSED/);
  await using api = await fakeApi(() => ({ body: 'hello' }));
  const { stderr } = await run(agent(api.url));
  assert.ok(stderr.startsWith(`grantry: ${api.url} does not answer as a Grantry server does\nTry: --server-url <url>`), stderr);
});
