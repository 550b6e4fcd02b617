import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { maskSecret } from '../../src/cli/configuration/mask.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fakeApi, recordingTerminal, runEveryCommand } from './support.ts';

async function run(words: readonly string[], environment: Record<string, string>, answers?: readonly string[]) {
  const terminal = recordingTerminal(environment, '', answers);
  const ending = await runEveryCommand(words, terminal);
  return { ending, printed: terminal.printed.join(''), said: terminal.said.join('\n') };
}

test('configure asks, keeps what is in brackets, and writes a file for its owner only', async () => {
  using folder = temporaryFolder('configure');
  const environment = { GRANTRY_CONFIG_HOME: join(folder.path, 'deep') };
  const path = join(folder.path, 'deep', 'config.yaml');
  const asked = await run(['configure'], environment, ['service-token-1', 'https://as.example/', 'json', '30s']);
  assert.equal(asked.ending, 'done', asked.said);
  assert.equal(
    readFileSync(path, 'utf8'),
    'version: 1\nsecurity:\n  bearer: service-token-1\nserver_url: https://as.example\noutput_format: json\ntimeout: 30s\n',
  );
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const again = await run(['auth', 'login'], environment, ['', '', 'yaml', '']);
  assert.match(again.said, /Token \(not shown\) \[se\*{6}-1\]: \nServer URL \[https:\/\/as\.example\]/);
  assert.ok(!again.said.includes('service-token-1'));
  assert.match(readFileSync(path, 'utf8'), /bearer: service-token-1[\s\S]*output_format: yaml/);
  assert.equal((await run(['auth', 'logout'], environment)).ending, 'done');
  assert.doesNotMatch(readFileSync(path, 'utf8'), /bearer/);
  assert.match((await run(['auth', 'logout'], environment)).said, /there is no token in/);
});

test('configure takes flags where nobody is asked, and keeps what it does not know the wish for', async () => {
  using folder = temporaryFolder('configure');
  const environment = { GRANTRY_CONFIG_HOME: folder.path };
  writeFileSync(join(folder.path, 'config.yaml'), 'servers:\n  eu: https://eu.example\ntimeout: 5s\n');
  await run(['configure', '--no-interactive', '--bearer', 'b', '-o', 'toon'], environment, ['never asked']);
  assert.equal(
    readFileSync(join(folder.path, 'config.yaml'), 'utf8'),
    'version: 1\nsecurity:\n  bearer: b\nservers:\n  eu: https://eu.example\noutput_format: toon\ntimeout: 5s\n',
  );
  assert.match((await run(['configure'], environment)).said, /nobody is there to ask/);
});

test('what could not be used later is asked for again', async () => {
  using folder = temporaryFolder('configure');
  const answers = ['t', 'ftp://x', 'https://as.example', 'xml', 'json', 'soon', '5s'];
  const { ending, said } = await run(['configure'], { GRANTRY_CONFIG_HOME: folder.path }, answers);
  assert.equal(ending, 'done');
  for (const words of ['"ftp://x" is not the URL of a server', 'found "xml"; accepted: pretty', 'found "soon"; accepted: a length of time'])
    assert.ok(said.includes(words), said);
  assert.match(
    readFileSync(join(folder.path, 'config.yaml'), 'utf8'),
    /server_url: https:\/\/as\.example\noutput_format: json\ntimeout: 5s\n$/,
  );
});

test('what nobody could use later is refused, and nothing is changed', async () => {
  using folder = temporaryFolder('configure');
  const environment = { GRANTRY_CONFIG_HOME: folder.path };
  for (const flag of ['--server-url=ftp://x', '--timeout=soon', '-oxml', '--bearer='])
    assert.equal((await run(['configure', '--no-interactive', flag], environment)).ending, 'failed');
  assert.throws(() => readFileSync(join(folder.path, 'config.yaml')));
  for (const text of ['- a\n', '{', '"x"']) {
    writeFileSync(join(folder.path, 'config.yaml'), text);
    assert.match(
      (await run(['auth', 'whoami'], environment)).said,
      /config\.yaml (is not a configuration file|cannot be read: .*[^:])\nTry: .*grantry configure$/,
    );
    assert.equal(readFileSync(join(folder.path, 'config.yaml'), 'utf8'), text);
  }
});

test('a directory that nothing can be kept in is named, with what to do', async () => {
  using folder = temporaryFolder('configure');
  const file = join(folder.path, 'file');
  writeFileSync(file, '');
  const { ending, said } = await run(['configure', '--bearer', 'b'], { GRANTRY_CONFIG_HOME: file });
  assert.equal(ending, 'failed');
  assert.match(said, /^grantry: nothing can be kept in .*file: .*EEXIST.*\nTry: GRANTRY_CONFIG_HOME=/);
});

test('seed 002: an agent changes no configuration', async () => {
  const environment = { GRANTRY_CONFIG_HOME: '/nonexistent', CURSOR_AGENT: '1' };
  for (const [words, type] of [
    [['configure', '--bearer', 'b'], 'configure_blocked'],
    [['auth', 'login'], 'auth_login_blocked'],
  ] as const) {
    const { ending, said } = await run(words, environment, ['t']);
    assert.deepEqual([ending, JSON.parse(said).error_type], ['failed', type]);
  }
});

test('whoami tells which token is used, masked, and where it is from: flag, environment, configuration, sign-in', async () => {
  using folder = temporaryFolder('whoami');
  await using api = await fakeApi(({ headers }) =>
    headers['grantry-session-token'] === 'session' ? { body: { username: 'ann', email: 'a@b.c' } } : { status: 401, body: {} },
  );
  const environment = { GRANTRY_CONFIG_HOME: folder.path };
  const bearerLine = async (more: Record<string, string>, ...words: readonly string[]): Promise<string> =>
    (await run(['auth', 'whoami', ...words], { ...environment, ...more })).printed.split('\n')[1] ?? '';
  assert.equal(await bearerLine({}), 'bearer  [unset]');
  writeFileSync(
    join(folder.path, 'credentials.json'),
    JSON.stringify({ current: api.url, deployments: { [api.url]: { token: 'session' } } }),
  );
  assert.equal(await bearerLine({}), 'bearer  ****** [sign-in]');
  assert.equal((await run(['whoami'], environment)).printed, `ann <a@b.c> at ${api.url}\n`);
  writeFileSync(join(folder.path, 'config.yaml'), 'security:\n  bearer: from-config\n');
  assert.equal(await bearerLine({}), 'bearer  fr******ig [config]');
  assert.equal(await bearerLine({ GRANTRY_BEARER: 'from-environment' }), 'bearer  fr******nt [env]');
  assert.equal(await bearerLine({ GRANTRY_BEARER: 'x' }, '--bearer', 'from-the-flag'), 'bearer  fr******ag [flag]');
  const serverOf = async (more: Record<string, string>, ...words: readonly string[]): Promise<string> =>
    (await run(['auth', 'whoami', '-q', '"\\(.server) \\(.server_source)"', ...words], { ...environment, ...more })).printed;
  assert.equal(await serverOf({}), `"${api.url} sign-in"\n`);
  assert.equal(await serverOf({ GRANTRY_CONFIG_HOME: '/nonexistent' }), '"http://127.0.0.1:4600 default"\n');
  assert.equal(await serverOf({ GRANTRY_URL: 'http://a/' }), '"http://a env"\n');
  assert.equal(await serverOf({ GRANTRY_URL: 'http://a', GRANTRY_SERVER_URL: 'http://b' }), '"http://b env"\n');
  assert.equal(await serverOf({ GRANTRY_URL: 'http://a' }, '--server-url', 'http://c'), '"http://c flag"\n');
  const both = await run(['whoami'], environment);
  assert.equal(both.printed, `ann <a@b.c> at ${api.url}\nserver  ${api.url}\nbearer  fr******ig [config]\n`);
  const refused = await run(['whoami', '--bearer', 'from-the-flag'], environment);
  assert.deepEqual([refused.ending, refused.printed], ['done', `server  ${api.url}\nbearer  fr******ag [flag]\n`]);
});

test('a sign-in is never sent to another server', async () => {
  using folder = temporaryFolder('whoami');
  await using other = await fakeApi(() => ({ body: {} }));
  const deployments = { 'http://home.example': { token: 'session' } };
  writeFileSync(join(folder.path, 'credentials.json'), JSON.stringify({ current: 'http://home.example', deployments }));
  await run(['token', 'process', '-s1', '--parameters=a', '--server-url', other.url], { GRANTRY_CONFIG_HOME: folder.path });
  assert.equal(other.seen[0]?.headers.authorization, undefined);
});

test('a mask shows too little to guess from', () => {
  assert.deepEqual(['', 'short', '1234567', '12345678'].map(maskSecret), ['******', '******', '******', '12******78']);
});
