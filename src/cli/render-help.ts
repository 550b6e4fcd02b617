import type { Command, CommandEntry, CommandList, Option, Options } from './command.ts';

/** Breaks text into lines of at most so many columns, each indented; a word that is longer stands alone. */
export function wrapText(text: string, indent: number, width: number = 80): string {
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent + line.length + 1 + word.length > width) {
      lines.push(margin + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, margin + line].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', `${title}:`, ...lines]);

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows.map(([name, text]) => `  ${name}`.padEnd(left) + wrapText(text, left).trimStart());
}

/** What a flag is for, and what stands in for it. */
function describe({ summary, accepts, env = [], elsewhere = {}, isRequired, isRepeatable, default: own }: Option): string {
  const usual = own ?? elsewhere.default;
  const variables = elsewhere.env === undefined ? env : [elsewhere.env, ...env];
  const notes = [
    ...(accepts === undefined ? [] : [`one of ${accepts.join(', ')}`]),
    ...(isRequired ? ['required'] : []),
    ...(isRepeatable ? ['may be repeated'] : []),
    ...(usual === undefined ? [] : [`default ${usual}`]),
    ...variables.map((variable) => `$${variable}`),
  ];
  return notes.length === 0 ? summary : `${summary} [${notes.join('; ')}]`;
}

function renderOption(name: string, option: Option): string {
  const { short, value, knowsUnset } = option;
  const argument = value === undefined ? (knowsUnset ? '[=false]' : '') : ` <${value}>`;
  const flag = `${short === undefined ? '' : `-${short}, `}--${name}${argument}`;
  return `  ${flag}\n${wrapText(describe(option), 6)}`;
}

/** A flag of every command; its summary names the values it takes. */
const globalRow = (name: string, { accepts: _named, ...option }: Option): readonly [string, string] => [
  `${option.short === undefined ? '    ' : `-${option.short}, `}--${name}${option.value === undefined ? '' : ` <${option.value}>`}`,
  describe(option),
];

/** What stands before a line to type; a script has no prompt. */
const prompt = (lines: readonly string[], index: number): string => (lines[0]?.startsWith('#!') ? '' : index === 0 ? '$ ' : '  ');

/** What `grantry` is, in a sentence. */
export const programSummary = 'Issues OAuth 2 tokens for your apps and agents, and looks after the tokens your users hold elsewhere.';

const columnsOf = (options: readonly (readonly [string, Option])[]): readonly string[] =>
  options.length === 0 ? [] : columns(options.map(([name, option]) => globalRow(name, option)));

const commandLines = (group: readonly string[], entries: readonly CommandEntry[]): readonly string[] =>
  entries.length === 0 ? [] : columns(entries.map(({ path, summary }) => [path.slice(group.length).join(' '), summary]));

/**
 * Help for one command, 80 columns wide.
 *
 * @param narrower - the commands whose words begin with this one's; help lists them
 * @param everywhere - the flags of every command that it has too
 */
export function renderCommandHelp(
  entry: CommandEntry,
  command: Command,
  narrower: readonly CommandEntry[] = [],
  everywhere: Options = {},
): string {
  const { path, summary, alias } = entry;
  const words = Object.entries(command.arguments).map(([name, { isOptional }]) => (isOptional ? ` [${name}]` : ` <${name}>`));
  const declared: Options = { ...command.options, help: { short: 'h', summary: 'Show this help.' } };
  const options = Object.entries(declared).filter(([, { isUnsupported }]) => !isUnsupported);
  const unsupported = Object.entries(declared).flatMap(([name, { isUnsupported }]) => (isUnsupported ? [`--${name}`] : []));
  return [
    wrapText(summary, 0),
    ...section('Usage', [`  grantry ${path.join(' ')} [options]${words.join('')}`]),
    ...section('Short', alias === undefined ? [] : [`  grantry ${[...path.slice(0, -1), alias].join(' ')}`]),
    ...(command.description === undefined ? [] : ['', wrapText(command.description, 0)]),
    ...section(
      'Arguments',
      words.length === 0 ? [] : columns(Object.entries(command.arguments).map(([name, argument]) => [`<${name}>`, argument.summary])),
    ),
    ...section(
      'Options',
      options.map(([name, option]) => renderOption(name, option)),
    ),
    ...section('Options that are not supported', unsupported.length === 0 ? [] : [wrapText(unsupported.join(' '), 2)]),
    ...section(
      'Examples',
      command.examples.flatMap(({ does, lines }) => [
        wrapText(does, 2),
        ...lines.map((line, index) => `    ${prompt(lines, index)}${line}`),
      ]),
    ),
    ...section('Commands', commandLines(path, narrower)),
    ...section('Flags of every command', columnsOf(Object.entries(everywhere).filter(([name]) => !Object.hasOwn(command.options, name)))),
    '',
  ].join('\n');
}

/** The first words of a list's commands, with what they are for; without those that an earlier list has already. */
function firstWords(list: CommandList, earlier: readonly CommandList[]): readonly (readonly [string, string])[] {
  const seen = new Set(earlier.flatMap(({ entries, families = {} }) => [...entries.map(({ path }) => path[0]), ...Object.keys(families)]));
  const summaries = new Map([
    ...list.entries.map(({ path: [word = ''], summary }) => [word, list.groups[word] ?? summary] as const),
    ...Object.keys(list.families ?? {}).map((word) => [word, list.groups[word] ?? ''] as const),
  ]);
  return [...summaries].filter(([word]) => !seen.has(word));
}

/** Help for `grantry` itself: a line for each word that may come first. */
export function renderProgramHelp(lists: readonly CommandList[]): string {
  return [
    wrapText(programSummary, 0),
    ...section('Usage', ['  grantry <command> [options]']),
    ...lists.flatMap((list, index) => section(list.title, columns(firstWords(list, lists.slice(0, index))))),
    '',
    'Learn more: grantry <command> --help',
    '',
  ].join('\n');
}

/**
 * Help for a group of commands, such as `grantry keys`.
 *
 * @param summary - what they are for
 */
export function renderGroupHelp(group: readonly string[], entries: readonly CommandEntry[], summary: string | undefined): string {
  const name = ['grantry', ...group].join(' ');
  return [
    wrapText(summary ?? `The commands of ${name}.`, 0),
    ...section('Usage', [`  ${name} <command> [options]`]),
    ...section('Commands', commandLines(group, entries)),
    '',
    `Learn more: ${name} <command> --help`,
    '',
  ].join('\n');
}
