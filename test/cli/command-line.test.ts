import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Command, type CommandEntry, type CommandList, defineCommand, type TypedValue } from '../../src/cli/command.ts';
import { CommandFailure } from '../../src/cli/command-failure.ts';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { commandVariables } from '../../src/cli/environment.ts';
import { globalOptions } from '../../src/cli/frame/global-options.ts';
import { findGroupSummary, listCommands, listEveryCommand } from '../../src/cli/list-commands.ts';
import { operationCommands } from '../../src/cli/operations/registry.ts';
import { parseCommandLine } from '../../src/cli/parse-command-line.ts';
import { renderCommandHelp, renderProgramHelp } from '../../src/cli/render-help.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { serverCommands } from '../../src/server/commands/registry.ts';
import { recordingTerminal, runGrantry } from './support.ts';

const everyList = [clientCommands, operationCommands, serverCommands];
const everyCommand = await listEveryCommand(everyList);

const sample: Command = defineCommand({
  description: 'Does a thing.',
  arguments: { thing: { summary: 'What it is done to.' }, other: { summary: 'And to this.', isOptional: true } },
  options: {
    colour: { value: 'name', short: 'c', env: ['T_COLOUR', 'T_COLOR'], default: 'red', accepts: ['red', 'blue'], summary: 'Its colour.' },
    tag: { value: 'word', isRepeatable: true, summary: 'A mark.' },
    size: { value: 'number', env: ['T_SIZE'], summary: 'How big it is.' },
    quick: { env: ['T_QUICK'], summary: 'Do it fast.' },
    fast: { short: 'f', summary: 'The same.' },
    sure: { knowsUnset: true, summary: 'Be sure.' },
    mark: { value: 'text', isUnsupported: true, summary: 'Not supported.' },
    seal: { isUnsupported: true, summary: 'Not supported.' },
  },
  examples: [{ does: 'Do it:', lines: ['grantry do it'] }],
  run: async ({ thing }, terminal) => {
    terminal.print(thing);
    return 'done';
  },
});
const entries: readonly CommandEntry[] = [
  { path: ['do'], summary: 'Do a thing.', load: async () => sample },
  { path: ['group', 'first'], summary: 'Do the first.', load: async () => sample },
  { path: ['group', 'second'], summary: 'Do the second.', load: async () => sample },
];
const others: readonly CommandEntry[] = [
  { path: ['group', 'third'], summary: 'Do the third.', load: async () => sample },
  { path: ['mend'], summary: 'Mend it.', load: async () => sample },
  { path: ['mend', 'all'], summary: 'Mend everything.', load: async () => sample },
];
const lists: readonly CommandList[] = [
  { title: 'Commands', groups: { group: 'Do things in order.' }, entries },
  { title: 'Other commands', groups: { mend: 'Mend things.' }, entries: others },
];
const unset = {
  thing: 'x',
  other: undefined,
  colour: 'red',
  tag: [],
  size: undefined,
  quick: false,
  fast: false,
  sure: undefined,
  mark: undefined,
  seal: false,
};

test('flags are read in every spelling, from the environment, and from defaults', async (t) => {
  const cases: readonly (readonly [words: readonly string[], environment: Record<string, string>, typed: Record<string, TypedValue>])[] = [
    [['x'], {}, unset],
    [['x', 'y'], {}, { ...unset, other: 'y' }],
    [['--colour', 'blue', 'x'], {}, { ...unset, colour: 'blue' }],
    [['x', '--colour=blue'], {}, { ...unset, colour: 'blue' }],
    [['x', '-c', 'blue'], {}, { ...unset, colour: 'blue' }],
    [['x', '-cblue'], {}, { ...unset, colour: 'blue' }],
    [['x', '-c=blue'], {}, { ...unset, colour: 'blue' }],
    [['x', '--size='], {}, { ...unset, size: '' }],
    [['x', '--size', '-5'], {}, { ...unset, size: '-5' }],
    [['x', '--size=1', '--size=2'], {}, { ...unset, size: '2' }],
    [['x', '--tag', 'a', '--tag=b'], {}, { ...unset, tag: ['a', 'b'] }],
    [['x', '--quick'], {}, { ...unset, quick: true }],
    [['x', '-f'], {}, { ...unset, fast: true }],
    [['x', '-fc', 'blue'], {}, { ...unset, fast: true, colour: 'blue' }],
    [['x', '-fcblue'], {}, { ...unset, fast: true, colour: 'blue' }],
    [['x', '-f=false'], {}, unset],
    [['x', '--quick=false'], { T_QUICK: 'true' }, { ...unset, quick: false }],
    [['x'], { T_COLOR: 'blue', T_SIZE: '', T_QUICK: '1' }, { ...unset, colour: 'blue', quick: true }],
    [['x'], { T_COLOUR: 'red', T_COLOR: 'blue' }, unset],
    [['--', '--colour', '-h'], {}, { ...unset, thing: '--colour', other: '-h' }],
    [['-'], {}, { ...unset, thing: '-' }],
  ];
  for (const [words, environment, typed] of cases) {
    await t.test(words.join(' '), async () => assert.deepEqual(await parseCommandLine(words, sample, environment), typed));
  }
});

test('what is wrong with a command line is named', async (t) => {
  const cases: readonly (readonly [words: readonly string[], environment: Record<string, string>, message: string])[] = [
    [[], {}, 'wanted 1 to 2 args but got 0 (<thing> <other>)'],
    [['a', 'b', 'c'], {}, 'wanted 1 to 2 args but got 3 (<thing> <other>)'],
    [['a', '--colur', 'red'], {}, 'unknown flag --colur. Did you mean --colour?'],
    [
      ['a', 'b', '--quick', 'true'],
      {},
      'wanted 1 to 2 args but got 3 (<thing> <other>). A switch takes its value after "=", as in --switch=true',
    ],
    [['a', '-z'], {}, 'unknown flag -z.'],
    [['a', '-fz'], {}, 'unknown flag -z.'],
    [['a', '-fc'], {}, '-c needs a value (-c <name>)'],
    [['a', '--__proto__=1'], {}, 'unknown flag --__proto__.'],
    [['a', '--size'], {}, '--size needs a value (--size <number>)'],
    [['a', '-cgreen'], {}, '-c: found "green"; accepted: red, blue'],
    [['a'], { T_COLOUR: 'green' }, 'T_COLOUR: found "green"; accepted: red, blue'],
    [['a', '--quick=maybe'], {}, '--quick: found "maybe"; accepted: true, false'],
  ];
  for (const [words, environment, message] of cases) {
    await t.test(message, () => assert.rejects(parseCommandLine(words, sample, environment), new CommandFailure(message)));
  }
});

test('no command line makes the parser fail otherwise', async () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('--', '-', '--colour', '-c', '--tag=', '--quick', '--help', '-h', '=', '--='));
  await fc.assert(
    fc.asyncProperty(fc.array(word), async (words) => {
      await parseCommandLine(words, sample, {}).catch((error: unknown) => assert.ok(error instanceof CommandFailure, String(error)));
    }),
  );
});

test('help teaches a command', () => {
  assert.equal(
    renderCommandHelp({ path: ['do'], summary: 'Do a thing.', load: async () => sample }, sample),
    `Do a thing.

Usage:
  grantry do [options] <thing> [other]

Does a thing.

Arguments:
  <thing>  What it is done to.
  <other>  And to this.

Options:
  -c, --colour <name>
      Its colour. [one of red, blue; default red; $T_COLOUR; $T_COLOR]
  --tag <word>
      A mark. [may be repeated]
  --size <number>
      How big it is. [$T_SIZE]
  --quick
      Do it fast. [$T_QUICK]
  -f, --fast
      The same.
  --sure[=false]
      Be sure.
  -h, --help
      Show this help.

Options that are not supported:
  --mark --seal

Examples:
  Do it:
    $ grantry do it
`,
  );
});

test('help tells the short name of a command', () => {
  const entry: CommandEntry = { path: ['group', 'do-it'], alias: 'di', summary: 'Do it.', load: async () => sample };
  assert.match(renderCommandHelp(entry, sample), /\n\nShort:\n {2}grantry group di\n\n/);
});

test('words that name no command get help or a suggestion, and the exit code to match', async (t) => {
  const groupHelp = `Do things in order.

Usage:
  grantry group <command> [options]

Commands:
  first   Do the first.
  second  Do the second.
  third   Do the third.

Learn more: grantry group <command> --help
`;
  const rootHelp = `Issues OAuth 2 tokens for your apps and agents, and looks after the tokens your
users hold elsewhere.

Usage:
  grantry <command> [options]

Commands:
  do     Do a thing.
  group  Do things in order.

Other commands:
  mend  Mend things.

Learn more: grantry <command> --help
`;
  const mendHelp = renderCommandHelp(others[1] as CommandEntry, sample, [others[2] as CommandEntry], globalOptions);
  const doHelp = renderCommandHelp(entries[0] as CommandEntry, sample, [], globalOptions);
  const cases: readonly (readonly [words: readonly string[], ending: string, printed: string, said: readonly string[]])[] = [
    [[], 'done', rootHelp, []],
    [['--help'], 'done', rootHelp, []],
    [['help'], 'done', rootHelp, []],
    [['group'], 'done', groupHelp, []],
    [['group', '-h'], 'done', groupHelp, []],
    [['help', 'group'], 'done', groupHelp, []],
    [['help', 'do'], 'done', doHelp, []],
    [['grup'], 'failed', '', ['grantry: unknown command grup. Did you mean group?', 'Try: grantry --help']],
    [['group', 'frist'], 'failed', '', ['grantry: unknown command group frist. Did you mean first?', 'Try: grantry group --help']],
    [['--verbose'], 'failed', '', ['grantry: unknown flag --verbose.', 'Try: grantry --help']],
    [['--debgu'], 'failed', '', ['grantry: unknown flag --debgu. Did you mean --debug?', 'Try: grantry --help']],
    [['group', '--debgu'], 'failed', '', ['grantry: unknown flag --debgu. Did you mean --debug?', 'Try: grantry --help']],
    [['help', 'grup'], 'failed', '', ['grantry: unknown command grup. Did you mean group?', 'Try: grantry --help']],
    [['help', 'group', 'frist'], 'failed', '', ['grantry: unknown command group frist. Did you mean first?', 'Try: grantry group --help']],
    [['grup', '--usage'], 'failed', '', ['grantry: unknown command grup. Did you mean group?', 'Try: grantry --help']],
    [['help', 'help'], 'done', rootHelp, []],
    [['do'], 'failed', '', ['grantry: wanted 1 to 2 args but got 0 (<thing> <other>)', 'Try: grantry do --help']],
    [['do', 'it'], 'done', 'it', []],
    [['mend', '--help'], 'done', mendHelp, []],
  ];
  for (const [words, ending, printed, said] of cases) {
    await t.test(words.join(' ') || 'nothing', async () => {
      const terminal = recordingTerminal();
      assert.equal(await runCli(lists, words, terminal), ending);
      assert.deepEqual([terminal.printed.join(''), terminal.said], [printed, said]);
    });
  }
});

test('help for grantry has a line for every group of commands, and fits a tall screen', async () => {
  for (const list of everyList) {
    const groups = new Set((await listCommands(list)).flatMap(({ path }) => path.map((_, index) => path.slice(0, index + 1).join(' '))));
    for (const words of Object.keys(list.groups)) assert.ok(groups.has(words), words);
  }
  const shared = everyCommand.map(({ path }) => path[0] ?? '').filter((word, index, words) => words.indexOf(word) !== index);
  for (const word of shared) assert.ok(findGroupSummary(everyList, word), word);
  for (const { path } of everyCommand.filter(({ path }) => path.length === 3)) {
    const group = path.slice(0, 2).join(' ');
    assert.ok(findGroupSummary(everyList, group), group);
  }
  assert.ok(renderProgramHelp(everyList).split('\n').length <= 64);
});

test('every command has help of at most 80 columns, with an example that calls it', async (t) => {
  for (const entry of everyCommand) {
    await t.test(entry.path.join(' '), async () => {
      const command = await entry.load();
      const help = renderCommandHelp(entry, command);
      for (const line of help.split('\n')) assert.ok(line.length <= 80 || !line.includes(' ', 8), line);
      const calls = command.examples.flatMap(({ lines }) => lines).join('\n');
      assert.ok(calls.includes(`grantry ${entry.path.join(' ')}`), calls);
    });
  }
});

test('every variable a command reads is known to the settings, so that the server does not refuse it', async () => {
  const commands = await Promise.all(everyCommand.map(({ load }) => load()));
  const variables = commands.flatMap(({ options }) => Object.values(options).flatMap(({ env = [] }) => env));
  for (const name of variables.filter((each) => each.startsWith('GRANTRY_'))) assert.ok(name in commandVariables, name);
});

test('the executable prints help and the version, and a closed pipe is no error', async () => {
  assert.deepEqual(await runGrantry(['--help']), { status: 0, stdout: renderProgramHelp(everyList), stderr: '' });
  assert.match((await runGrantry(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
});
