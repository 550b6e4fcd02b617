import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { fakeApi, recordingTerminal } from '../cli/support.ts';

const linked = { access_token: 'secret-1', url: '', username: 'oauth2', password: 'secret-1', expires_at: '2026-12-01T00:00:00Z' };
const github = 'protocol=https\nhost=github.com\n';

/** Runs `git-credential` in this process, as git does, for an agent. */
async function run(url: string, input: string, ...words: readonly string[]) {
  const terminal = recordingTerminal({ GRANTRY_AGENT_URL: url, GRANTRY_AGENT_TOKEN: 't' }, input);
  const ending = await runCli([clientCommands], ['git-credential', ...words], terminal);
  return { status: exitCodes[ending].status, stdout: terminal.printed.join(''), stderr: terminal.said.join('\n') };
}
const nothing = { status: 0, stdout: '', stderr: '' };

test('gitcredentials(7), CUSTOM HELPERS: get answers user name, password and the end of both', async () => {
  await using api = await fakeApi(() => ({ body: linked }));
  assert.deepEqual(await run(api.url, github, 'get'), {
    ...nothing,
    stdout: 'username=oauth2\npassword=secret-1\npassword_expiry_utc=1796083200\n',
  });
  assert.equal(api.seen[0]?.url, '/api/v2/workspaceagents/me/external-auth?match=https%3A%2F%2Fgithub.com');
});

test('get asks with the account of the URL, of the flag, and with neither where a token stands for a name', async () => {
  await using api = await fakeApi(() => ({ body: linked }));
  await run(api.url, `${github}username=ada@work.example\n`, 'get');
  await run(api.url, `${github}username=ada\n`, '--account', 'grace', 'get');
  await run(api.url, `${github}username=gho_${'x'.repeat(36)}\n`, 'get');
  assert.deepEqual(
    api.seen.map(({ url }) => url?.split('&').slice(1)),
    [['username=ada%40work.example'], ['account=grace'], []],
  );
});

test('git-credential(1), authtype: get answers a bearer token to a server that takes nothing else', async () => {
  await using api = await fakeApi(() => ({ body: { ...linked, expires_at: '0001-01-01T00:00:00Z' } }));
  const asked = `${github}capability[]=authtype\nwwwauth[]=Bearer realm="forge"\n`;
  const stdout = 'capability[]=authtype\nauthtype=Bearer\ncredential=secret-1\nephemeral=1\n';
  assert.deepEqual(await run(api.url, asked, 'get'), { ...nothing, stdout });
});

test('get says nothing where no provider serves the URL', async () => {
  await using api = await fakeApi(() => ({ status: 404, body: { message: 'No provider.' } }));
  assert.deepEqual(await run(api.url, github, 'get'), nothing);
});

test('git-credential(1), INPUT/OUTPUT FORMAT: get quits where the account is to be linked first', async () => {
  const url = 'https://grantry.example/external-auth/github';
  await using api = await fakeApi(() => ({ body: { ...linked, url, username: '', password: '' } }));
  const stderr = `grantry: link your account first: ${url}`;
  assert.deepEqual(await run(api.url, github, 'get'), { status: 0, stdout: 'quit=1\n', stderr });
});

test('get gives no token to a host that is reached without encryption, unless it is told to', async () => {
  await using api = await fakeApi(() => ({ body: linked }));
  const plain = 'protocol=http\nhost=git.example\n';
  const stderr = 'grantry: http://git.example is not encrypted, so it gets no token. Try: https, or --allow-http';
  assert.deepEqual(await run(api.url, plain, 'get'), { ...nothing, stderr });
  assert.equal(api.seen.length, 0);
  assert.match((await run(api.url, plain, '--allow-http', 'get')).stdout, /^username=oauth2\n/);
  assert.match((await run(api.url, 'protocol=http\nhost=localhost:3000\n', 'get')).stdout, /^username=oauth2\n/);
});

test('erase reports what was refused, and does not send it', async () => {
  await using api = await fakeApi(() => ({ status: 204, body: undefined }));
  assert.deepEqual(await run(api.url, `${github}username=oauth2\npassword=secret-1\n`, 'erase'), nothing);
  assert.deepEqual(await run(api.url, `${github}username=secret-1\npassword=\n`, 'erase'), nothing);
  const body = JSON.stringify({ access_token_sha256: createHash('sha256').update('secret-1').digest('base64url') });
  assert.deepEqual(
    api.seen.map((request) => [request.method, request.url, request.body]),
    Array(2).fill(['POST', '/api/v2/workspaceagents/me/external-auth/refusals', body]),
  );
});

test('gitcredentials(7), CUSTOM HELPERS: store and what a later git may ask do nothing', async () => {
  await using api = await fakeApi(() => assert.fail());
  for (const operation of ['store', 'capability', 'list'])
    assert.deepEqual(await run(api.url, `${github}username=a\npassword=b\n`, operation), nothing);
  assert.deepEqual(await run(api.url, github, 'erase'), nothing);
  assert.deepEqual(await run(api.url, 'protocol=cert\nhost=\npath=/key\n', 'get'), nothing);
});

test('what git never sends is refused, and git goes on', async () => {
  await using api = await fakeApi(() => assert.fail());
  const { status, stdout, stderr } = await run(api.url, 'protocol=https\nhost=github.com\r\n', 'get');
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^grantry: git's question cannot be read/);
});

for (const [status, body, reason] of [
  [403, { message: 'This agent may not.' }, /This agent may not\./],
  [500, { message: 'The token could not be refreshed.', detail: 'status 503' }, /could not be refreshed\. status 503/],
] as const) {
  test(`get says why there is no token: ${status}`, async () => {
    await using api = await fakeApi(() => ({ status, body }));
    const ran = await run(api.url, github, 'get');
    assert.deepEqual([ran.status, ran.stdout], [1, '']);
    assert.match(ran.stderr, reason);
  });
}
