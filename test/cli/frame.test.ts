import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { CommandFailure } from '../../src/cli/command-failure.ts';
import { agentVariables, findAgentFlag, isAgentMode } from '../../src/cli/frame/agent-mode.ts';
import { countGlobalWords } from '../../src/cli/frame/count-global-words.ts';
import { decodeHeaders } from '../../src/cli/frame/decode-headers.ts';
import { decodeTimeout } from '../../src/cli/frame/decode-timeout.ts';
import { globalOptions } from '../../src/cli/frame/global-options.ts';
import { isColored } from '../../src/cli/frame/is-colored.ts';
import { listEveryCommand } from '../../src/cli/list-commands.ts';
import { operationCommands } from '../../src/cli/operations/registry.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fakeApi, recordingTerminal, runEveryCommand, runGrantry } from './support.ts';

const person = { username: 'ann', email: 'ann@example.com' };

test('agent mode is found out from the environment, and the flag says better', () => {
  for (const name of agentVariables) {
    for (const yes of ['1', 'true', 'yes', 'YES']) assert.ok(isAgentMode(undefined, { [name]: yes }), name);
    for (const no of ['0', 'false', '', 'no', undefined]) assert.ok(!isAgentMode(undefined, { [name]: no }), name);
    assert.ok(!isAgentMode(false, { [name]: '1' }));
  }
  assert.ok(isAgentMode(true, {}));
  assert.deepEqual([['x'], ['--agent-mode'], ['--agent-mode=false'], ['--agent-mode=false', '--agent-mode']].map(findAgentFlag), [
    undefined,
    true,
    false,
    true,
  ]);
});

test('output is coloured by flag, then NO_COLOR, then FORCE_COLOR, then on a screen', () => {
  const cases: readonly (readonly [
    flag: string,
    isAgent: boolean,
    environment: Record<string, string>,
    isScreen: boolean,
    colored: boolean,
  ])[] = [
    ['auto', false, {}, true, true],
    ['auto', false, {}, false, false],
    ['auto', false, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['auto', false, { NO_COLOR: '' }, true, true],
    ['auto', false, { FORCE_COLOR: '1' }, false, true],
    ['auto', false, { FORCE_COLOR: '0' }, true, false],
    ['auto', true, { FORCE_COLOR: '1' }, true, false],
    ['always', true, { NO_COLOR: '1' }, false, true],
    ['never', false, { FORCE_COLOR: '1' }, true, false],
  ];
  for (const [flag, isAgent, environment, isScreen, colored] of cases)
    assert.equal(
      isColored(flag, isAgent, environment, () => isScreen),
      colored,
      JSON.stringify([flag, isAgent, environment]),
    );
});

test('lengths of time are read as the seed writes them', () => {
  const good = { '30s': 30_000, '5m': 300_000, '100ms': 100, '1m30s': 90_000, '1.5s': 1500, '1h': 3_600_000 };
  for (const [typed, milliseconds] of Object.entries(good)) assert.equal(decodeTimeout('t', typed), milliseconds);
  for (const typed of ['', '30', 's', '-1s', '0s', '1d', '1s1', '9999h', '0.1ms'])
    assert.throws(() => decodeTimeout('t', typed), CommandFailure, typed);
  fc.assert(
    fc.property(fc.string(), (typed) => {
      try {
        return decodeTimeout('t', typed) >= 1;
      } catch (error) {
        return error instanceof CommandFailure;
      }
    }),
  );
});

test('a header is a name and a value, and never two headers', () => {
  assert.deepEqual(decodeHeaders(['X-A: b: c', 'x-empty:', 'X-a:d']), { 'x-a': 'd', 'x-empty': '' });
  for (const typed of ['none', ': value', 'a b: c', 'a: b\r\nc: d', 'a: \u0000', 'ä: b'])
    assert.throws(() => decodeHeaders([typed]), CommandFailure);
});

test('flags of every command may stand before, between and after the words of a command', async () => {
  await using api = await fakeApi(() => ({ body: person }));
  const lines = [
    ['-o', 'json', '--bearer', 't', '--server-url', api.url, 'whoami'],
    ['--output=json', 'whoami', '--bearer=t', `--server-url=${api.url}`],
    ['whoami', '-ojson', '--bearer', 't', '--server-url', api.url],
  ];
  for (const words of lines) {
    const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent' });
    assert.equal(await runEveryCommand(words, terminal), 'done', terminal.said.join('\n'));
    assert.equal(JSON.parse(terminal.printed.join('')).username, 'ann');
  }
  assert.ok(api.seen.every(({ headers }) => headers.authorization === 'Bearer t' && headers['grantry-session-token'] === undefined));
});

test('property: a flag of every command takes as many words as the parser takes', () => {
  for (const [name, { short, value }] of Object.entries(globalOptions)) {
    assert.equal(countGlobalWords(`--${name}`), value === undefined ? 1 : 2);
    assert.equal(countGlobalWords(`--${name}=x`), 1);
    if (short !== undefined) assert.equal(countGlobalWords(`-${short}`), value === undefined ? 1 : 2);
  }
  for (const word of ['-', '--', '-s', '--service-id', '--=', '-=', '-ds']) assert.equal(countGlobalWords(word), 0);
  for (const [word, count] of Object.entries({ '-dq': 2, '-dq.a': 1, '-d=false': 1, '-dojson': 1 }))
    assert.equal(countGlobalWords(word), count);
});

test('commands that print one value print it for agents too: scripts take it as it is', async () => {
  await using api = await fakeApi(() => ({ body: { access_token: 'gho_1', url: '', token_extra: { team: 'x' } } }));
  const environment = { CLAUDE_CODE: '1', GRANTRY_OUTPUT_FORMAT: 'json', GRANTRY_AGENT_URL: api.url, GRANTRY_AGENT_TOKEN: 'a' };
  const run = async (...words: readonly string[]): Promise<string> => {
    const terminal = recordingTerminal(environment);
    await runEveryCommand(['external-auth', 'access-token', 'github', ...words], terminal);
    return terminal.printed.join('');
  };
  assert.equal(await run(), 'gho_1');
  assert.equal(await run('-o', 'text'), 'gho_1');
  assert.equal(await run('--extra', 'team'), 'x');
  assert.equal(await run('-q', '.token_extra.team'), '"x"\n');
  assert.equal(JSON.parse(await run('-o', 'json')).access_token, 'gho_1');
});

test('existing commands share the formats, the trace, the dry run and the errors', async (t) => {
  const webhooks = { webhooks: [{ id: 'w1', url: 'https://h', event_types: [], secret: 'hush' }] };
  await using api = await fakeApi(({ headers }) =>
    headers.authorization === 'Bearer t' ? { body: webhooks } : { status: 401, body: { message: 'Who?' } },
  );
  const run = async (...words: readonly string[]) => {
    const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_URL: api.url, GRANTRY_TOKEN: 'wrong' });
    const ending = await runEveryCommand(['webhook', 'list', ...words], terminal);
    return { ending, printed: terminal.printed.join(''), said: terminal.said.join('\n') };
  };
  await t.test('toon', async () => assert.match((await run('--bearer', 't', '-o', 'toon')).printed, /^webhooks\[1\]/));
  await t.test('jq', async () => assert.equal((await run('--bearer', 't', '-q', '.webhooks[].id')).printed, '"w1"\n'));
  await t.test('debug', async () => {
    const { said } = await run('--bearer', 't', '--debug');
    assert.match(said, /\[DEBUG\] → GET [\s\S]*\[DEBUG\] ← 200/);
    assert.ok(!said.includes('hush'));
  });
  await t.test('dry run', async () => {
    const before = api.seen.length;
    const { ending, said, printed } = await run('--dry-run');
    assert.deepEqual([ending, printed, api.seen.length], ['done', '', before]);
    assert.match(said, /Would send: GET .*\/api\/v2\/webhooks/);
  });
  await t.test('errors', async () => {
    assert.match((await run()).said, /^grantry: \S+ refused: Who\?\nTry: grantry login/);
    const { said } = await run('--agent-mode');
    assert.deepEqual([JSON.parse(said).error_type, JSON.parse(said).body], ['authentication_error', { message: 'Who?' }]);
  });
});

test('commands that send no requests refuse the flags about them, so that no dry run is a real one', async () => {
  for (const words of [['keys', 'rotate'], ['logout'], ['auth', 'logout']]) {
    const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent' });
    assert.equal(await runEveryCommand([...words, '--dry-run'], terminal), 'failed');
    assert.match(terminal.said.join('\n'), /unknown flag --dry-run/);
  }
});

test('a dry run of a person with a stale sign-in refreshes nothing', async () => {
  using folder = temporaryFolder('dry-run');
  await using api = await fakeApi(() => ({ body: {} }));
  const deployments = { [api.url]: { token: 'stale', refresh_token: 'r', expires_at: 1 } };
  writeFileSync(join(folder.path, 'credentials.json'), JSON.stringify({ current: api.url, deployments }));
  const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: folder.path });
  assert.equal(await runEveryCommand(['agent', 'list', '--dry-run'], terminal), 'done');
  assert.deepEqual(api.seen, []);
});

test('--server names a server of the configuration or a sign-in, by name or number', async () => {
  using folder = temporaryFolder('servers');
  await using first = await fakeApi(() => ({ body: { at: 'first' } }));
  await using second = await fakeApi(() => ({ body: { at: 'second' } }));
  writeFileSync(
    join(folder.path, 'config.yaml'),
    `version: 1\nsecurity:\n  bearer: kept\nservers:\n  eu: ${first.url}\noutput_format: json\n`,
  );
  writeFileSync(
    join(folder.path, 'credentials.json'),
    JSON.stringify({ current: second.url, deployments: { [second.url]: { token: 'u' } } }),
  );
  const run = async (server: string): Promise<string> => {
    const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: folder.path });
    await runEveryCommand(['token', 'process', '-s1', '--parameters=a', '--server', server], terminal);
    return terminal.printed.join('') + terminal.said.join('\n');
  };
  assert.equal(await run('eu'), '{"at":"first"}\n');
  assert.equal(await run('0'), '{"at":"first"}\n');
  assert.equal(await run('1'), '{"at":"second"}\n');
  assert.match(await run('2'), /accepted: 0 \(eu\), 1 \(127\.0\.0\.1:\d+\)/);
  assert.equal(first.seen[0]?.headers.authorization, 'Bearer kept');
});

test('a command’s own flag comes before one of every command', async () => {
  const commands = await listEveryCommand([operationCommands, serverCommands]);
  const own = await Promise.all(commands.map(async ({ path, load }) => [path.join(' '), (await load()).options] as const));
  assert.ok(own.some(([name, options]) => name === 'connections import' && 'dry-run' in options));
  for (const [name, options] of own) {
    const letters = Object.values(options).flatMap(({ short }) => (short === undefined ? [] : [short]));
    assert.equal(new Set(letters).size, letters.length, `${name} has a letter twice`);
  }
});

test('the usage description tells every command and flag, in KDL', async () => {
  const all = (await runGrantry(['--usage'])).stdout;
  assert.match(all, /^name "grantry"\nbin "grantry"\nabout ".*"\nversion "\d/);
  assert.match(
    all,
    /\nflag "-o --output-format <format>" .*global=#true.* default="pretty" env="GRANTRY_OUTPUT_FORMAT" config="output_format" \{ choices "pretty"/,
  );
  assert.match(all, /\n {4}flag "-s --service-id <string>" help=".*"/);
  assert.equal(all.split('{').length, all.split('}').length, 'blocks are closed');
  const part = (await runGrantry(['token', 'process', '--usage'])).stdout;
  assert.match(part, /^cmd "process" help="[^"]+" \{\n {2}flag /);
  const [name = '', bin = '', about = '', version = '', config = '', ...nodes] = all.split('\n');
  for (const line of [name, bin, about, version]) assert.match(line, /^\w+ "(\\.|[^"\\])*"$/);
  assert.equal(config, 'config { file "~/.config/grantry/config.yaml"; }');
  for (const line of [...nodes, ...part.split('\n')])
    assert.match(
      line,
      /^( *(cmd|flag|arg|alias) "(\\.|[^"\\])*"( \w+=("(\\.|[^"\\])*"|#true|#false))*( \{( choices( "[^"]*")+; \})?)?| *\}|)$/,
    );
});
