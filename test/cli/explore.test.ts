import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CommandEntry, defineCommand } from '../../src/cli/command.ts';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { drawExplorer } from '../../src/cli/explore/draw-explorer.ts';
import { drawForm } from '../../src/cli/explore/draw-form.ts';
import { atTop, type CommandTree, type ExplorerState, listRows, pressKey } from '../../src/cli/explore/explorer.ts';
import { emptyForm, type FormState, listFields, pressFormKey } from '../../src/cli/explore/form.ts';
import { splitWords } from '../../src/cli/explore/split-words.ts';
import { findGroupSummary, listEveryCommand } from '../../src/cli/list-commands.ts';
import { operationCommands } from '../../src/cli/operations/registry.ts';
import { decodeKeys } from '../../src/cli/screen/decode-keys.ts';
import type { Screen } from '../../src/cli/screen/screen.ts';
import { textWidth } from '../../src/cli/text-width.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { entry, fakeApi, recordingTerminal, runEveryCommand } from './support.ts';

const lists = [clientCommands, operationCommands, serverCommands];
const tree: CommandTree = { entries: await listEveryCommand(lists), summaryOf: (word) => findGroupSummary(lists, word) };

/** Where keys lead from the top. */
function press(...keys: readonly string[]) {
  let state: ExplorerState = atTop;
  for (const key of keys) {
    const step = pressKey(tree, state, key);
    if (step.action !== 'stay') return step;
    state = step.state;
  }
  const rows = listRows(tree, state);
  return { action: 'stay' as const, at: ['grantry', ...state.group].join(' '), on: rows[state.cursor]?.label, count: rows.length };
}

test('keys move, open, go back, find and leave', () => {
  const first = listRows(tree, atTop)[0]?.label;
  assert.deepEqual(
    [press('up'), press('k')].map((place) => 'on' in place && place.on),
    [first, first],
  );
  assert.deepEqual(press('down', 'j', 'up', 'k'), press());
  assert.deepEqual(press('/', ...'federation policy', 'enter', 'j'), press('/', ...'federation policy', 'down'));
  const found = press('/', ...'token process', 'enter', 'enter');
  assert.equal(found.action === 'choose' && found.entry.path.join(' '), 'token process');
  const named = press('/', ...'token p');
  assert.equal('on' in named && named.on, 'token process', 'names count before summaries, and are not read into them');
  assert.equal(press('resize', 'resize').action, 'stay');
  assert.deepEqual(press('/', ...'zzz', 'backspace', 'escape'), press());
  assert.deepEqual(press('/', ...'zzz', 'enter', 'enter'), { action: 'stay', at: 'grantry', on: undefined, count: 0 });
  for (const key of ['q', 'ctrl-c', 'end']) assert.equal(press(key).action, 'quit');
  assert.equal(press('/', 'q').action, 'stay', 'a letter of the filter is no key');
});

test('a word that is a command and a group is either: enter chooses it, right opens it', () => {
  const down = Array<string>(listRows(tree, atTop).findIndex(({ label }) => label === 'git-credential')).fill('down');
  assert.equal(press(...down, 'enter').action, 'choose');
  const inside = press(...down, 'l');
  assert.deepEqual('at' in inside && [inside.at, inside.count], ['grantry git-credential', 2]);
});

test('going back leads to the group that was left', () => {
  const toKeys = listRows(tree, atTop).findIndex(({ label }) => label === 'federation');
  const down = Array.from({ length: toKeys }, () => 'down');
  const inside = press(...down, 'right');
  assert.equal('at' in inside && inside.at, 'grantry federation');
  for (const key of ['escape', 'left', 'h', 'backspace']) assert.deepEqual(press(...down, 'enter', key), press(...down));
});

test('property: no keys lead out of the tree, and every screen fits', () => {
  const key = fc.oneof(
    fc.constantFrom('up', 'down', 'enter', 'escape', 'left', 'right', '/', 'backspace', 'j', 'k', 'l', 'h'),
    fc.string({ minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(
      fc.array(key, { maxLength: 30 }),
      fc.integer({ min: 5, max: 60 }),
      fc.integer({ min: 10, max: 200 }),
      (keys, rows, columns) => {
        let state: ExplorerState = atTop;
        for (const pressed of keys) {
          const step = pressKey(tree, state, pressed);
          if (step.action !== 'stay') return;
          ({ state } = step);
          assert.ok(state.cursor === 0 || state.cursor < listRows(tree, state).length);
        }
        const lines = drawExplorer(tree, state, 'Some help.\n'.repeat(100), { rows, columns });
        assert.ok(lines.length <= rows);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: inverse video takes no column
        for (const line of lines) assert.ok(line.replaceAll(/\u001b\[\d+m/g, '').length <= columns, line);
      },
    ),
  );
});

test('help is folded where the terminal is narrow, and loses no word', () => {
  const detail = `Usage:\n  ${'word '.repeat(15)}end`;
  const lines = drawExplorer(tree, atTop, detail, { rows: 40, columns: 40 });
  assert.equal(lines.join(' ').match(/word/g)?.length, 15);
  assert.ok(lines.includes('  word end') || lines.some((line) => /^ {2}word.*end$/.test(line)), lines.join('\n'));
});

test('keys are known by how terminals spell them', () => {
  assert.deepEqual(decodeKeys('\u001b[Aj\u001bOB\r\u007fé/\u0003'), ['up', 'j', 'down', 'enter', 'backspace', 'é', '/', 'ctrl-c']);
  assert.deepEqual(decodeKeys('\u001b'), ['escape']);
  assert.deepEqual(decodeKeys('\u001b[5~\u0001\t\u001b[Z\u0015'), ['tab', 'shift-tab', 'ctrl-u']);
});

test('typed flags are split as a shell would', () => {
  const cases: readonly (readonly [line: string, words: readonly string[]])[] = [
    ['', []],
    ['  -o json ', ['-o', 'json']],
    [`--properties '[{"key": "a"}]' x`, ['--properties', '[{"key": "a"}]', 'x']],
    [`"a b"c\\ d "q\\"r"`, ['a bc d', 'q"r']],
  ];
  for (const [line, words] of cases) assert.deepEqual(splitWords(line), words);
});

test('a command that is chosen has a form for what it takes, and runs', async () => {
  await using api = await fakeApi(() => ({ body: { action: 'OK' } }));
  const choose = ['/', ...'token process', 'enter', 'enter'];
  // Back to the list and in again; run too early; what is needed; a secret; more flags.
  const fill = ['escape', 'enter', 'enter', ...'client_secret=hush&a=b', 'down', ...'12', 'backspace', 'enter'];
  const keys = [...choose, ...fill];
  const drawn: string[] = [];
  const screen: Screen = {
    size: () => ({ rows: 24, columns: 80 }),
    draw: (lines) => drawn.push(lines.join('\n')),
    readKey: async () => keys.shift() ?? 'q',
    close: () => drawn.push('closed'),
  };
  const environment = { GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_SERVER_URL: api.url, NO_COLOR: '1' };
  const terminal = {
    ...recordingTerminal(environment, '', []),
    isScreen: () => true,
    openScreen: async () => screen,
  };
  assert.equal(await runEveryCommand([], terminal), 'done', terminal.said.join('\n'));
  assert.match(drawn[0] ?? '', /^grantry\n[\s\S]*login +Sign in to a server\./);
  assert.equal(drawn.at(-1), 'closed');
  assert.ok(drawn.some((screen) => screen.includes('--parameters is needed.')));
  assert.equal(terminal.printed.join(''), 'action: OK\n');
  assert.equal(terminal.said[0], "$ grantry token process '--parameters=client_secret=[redacted]&a=b' --service-id=1");
  assert.equal(api.seen[0]?.url, '/api/1/auth/token');
});

const sample: CommandEntry = {
  path: ['do'],
  summary: 'Do it.',
  load: async () =>
    defineCommand({
      arguments: { thing: { summary: 'What.' }, other: { summary: 'And what.', isOptional: true } },
      options: {
        colour: { value: 'name', accepts: ['red', 'blue'], summary: 'Its colour.' },
        tag: { value: 'word', isRepeatable: true, summary: 'A mark.' },
        quick: { summary: 'Fast.' },
        size: { value: 'n', isRequired: true, summary: 'How big.' },
        'client-secret': { value: 'text', summary: 'A secret.' },
        odd: { isUnsupported: true, summary: 'Not supported.' },
      },
      examples: [],
      run: async () => 'done',
    }),
};
const fields = listFields(await sample.load());

/** What keys in the form lead to. */
function fill(...keys: readonly string[]) {
  let state: FormState = emptyForm(fields);
  for (const key of keys) {
    const step = pressFormKey(sample, fields, state, key);
    if (step.action !== 'stay') return step;
    state = step.state;
  }
  return state;
}

test('a form has what is needed first, and comes to a command line', () => {
  assert.deepEqual(
    fields.map(({ label }) => label),
    ['<thing>', '--size', '<other>', '--colour', '--tag', '--quick', '--client-secret', 'more'],
  );
  const needed = ['x', 'down', ...'-5', 'tab', 'tab'];
  const cases: readonly (readonly [keys: readonly string[], words: readonly string[]])[] = [
    [[], ['do', '--size=-5', '--', 'x']],
    [[...'red'], ['do', '--size=-5', '--colour=red', '--', 'x']],
    [
      ['tab', ...`a 'b c'`],
      ['do', '--size=-5', '--tag=a', '--tag=b c', '--', 'x'],
    ],
    [
      ['tab', 'tab', ' '],
      ['do', '--size=-5', '--quick=true', '--', 'x'],
    ],
    [
      ['tab', 'tab', ' ', ' ', 'z', 'backspace'],
      ['do', '--size=-5', '--quick=false', '--', 'x'],
    ],
    [
      ['tab', 'tab', ' ', ' ', ' '],
      ['do', '--size=-5', '--', 'x'],
    ],
    [
      ['up', 'y', ...Array<string>(9).fill('down'), ...'-o json'],
      ['do', '--size=-5', '-o', 'json', '--', 'x', 'y'],
    ],
    [
      [...'rot', 'ctrl-u', ...'blue'],
      ['do', '--size=-5', '--colour=blue', '--', 'x'],
    ],
  ];
  for (const [keys, words] of cases) assert.deepEqual(fill(...needed, ...keys, 'enter'), { action: 'run', words }, keys.join(' '));
  assert.deepEqual(fill('x', 'enter'), { cursor: 1, values: ['x', '', '', '', '', '', '', ''], fault: '--size is needed.' });
  const wrong = fill(...needed, ...'green', 'enter');
  assert.ok('fault' in wrong && wrong.fault === '--colour: one of red, blue.' && wrong.cursor === 3);
  for (const [key, action] of [
    ['escape', 'back'],
    ['ctrl-c', 'quit'],
    ['end', 'quit'],
  ] as const)
    assert.deepEqual(fill('x', key), { action });
});

test('property: a form fits every screen, shows no secret, and keeps what is typed in sight', () => {
  const key = fc.oneof(
    fc.constantFrom('up', 'down', 'tab', ' ', 'backspace', 'enter', 'resize'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }),
  );
  fc.assert(
    fc.property(
      fc.array(key, { maxLength: 40 }),
      fc.integer({ min: 5, max: 60 }),
      fc.integer({ min: 10, max: 200 }),
      (keys, rows, columns) => {
        const state = fill(...keys);
        if ('action' in state) return;
        const lines = drawForm(sample, fields, state, { rows, columns });
        assert.ok(lines.length <= rows && lines.some((line) => line.startsWith('\u001b[7m')), lines.join('\n'));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: inverse video takes no column
        for (const line of lines) assert.ok(textWidth(line.replaceAll(/\u001b\[\d+m/g, '')) < columns, line);
      },
    ),
  );
  const secret = fill(...Array<string>(6).fill('down'), ...'hush');
  assert.ok('values' in secret && secret.values[6] === 'hush');
  const shown = drawForm(sample, fields, secret, { rows: 20, columns: 80 }).join('\n');
  assert.ok(shown.includes('••••_') && !shown.includes('hush'), shown);
});

test('where nobody is, or an agent is, grantry and grantry explore print help', async () => {
  for (const [words, environment] of [
    [[], {}],
    [['explore'], {}],
    [[], { CLAUDE_CODE: '1' }],
    [['explore'], { CLAUDE_CODE: '1' }],
    [['explore', '--no-interactive'], {}],
  ] as const) {
    const isThere = words.length === 0 || 'CLAUDE_CODE' in environment || words.length === 2;
    const terminal = {
      ...recordingTerminal(environment, '', isThere && (words.length === 2 || 'CLAUDE_CODE' in environment) ? [] : undefined),
      isScreen: () => true,
    };
    assert.equal(await runEveryCommand(words, terminal), 'done');
    assert.match(terminal.printed.join(''), /^Issues OAuth 2 tokens/);
  }
});

const hasTerminal = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false;

test('on a real terminal grantry shows the explorer, and gives the screen back', { skip: !hasTerminal }, () => {
  const command = `'${process.execPath}' '${entry}'`;
  const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
    input: 'jjq',
    env: { PATH: process.env.PATH, TERM: 'xterm' },
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 0, stdout);
  assert.ok(
    stdout.includes('\u001b[?1049h') && stdout.includes('external-auth') && stdout.trimEnd().endsWith('\u001b[?25h\u001b[?1049l'),
    stdout,
  );
});

test('a person on a real terminal is asked, also one who pastes several lines', { skip: !hasTerminal }, () => {
  const command = `'${process.execPath}' '${entry}' token process --dry-run --server-url http://127.0.0.1:1`;
  const environment = { PATH: process.env.PATH, TERM: 'xterm', GRANTRY_CONFIG_HOME: '/nonexistent' };
  const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
    input: 'grant_type=x\n17\n',
    env: environment,
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 0, stdout);
  assert.match(stdout, /Would send: POST http:\/\/127\.0\.0\.1:1\/api\/17\/auth\/token[\s\S]*\{"parameters":"grant_type=x"\}/);
});

test('a person on a real terminal who pastes all answers is not asked anew, and one who ends the input changes nothing', {
  skip: !hasTerminal,
}, () => {
  using folder = temporaryFolder('terminal');
  const run = (input: string) =>
    spawnSync('script', ['-qec', `'${process.execPath}' '${entry}' configure`, '/dev/null'], {
      input,
      env: { PATH: process.env.PATH, TERM: 'xterm', GRANTRY_CONFIG_HOME: folder.path },
      encoding: 'utf8',
      timeout: 20_000,
    });
  const left = run('\u0004');
  assert.deepEqual([left.status, /stopped: a question was not answered/.test(left.stdout)], [1, true], left.stdout);
  assert.throws(() => readFileSync(join(folder.path, 'config.yaml')));
  const pasted = run('hush-1234\rhttp://as.example\rjson\r5s\r');
  assert.equal(pasted.status, 0, pasted.stdout);
  assert.match(
    readFileSync(join(folder.path, 'config.yaml'), 'utf8'),
    /bearer: hush-1234\nserver_url: http:\/\/as\.example\noutput_format: json/,
  );
});
