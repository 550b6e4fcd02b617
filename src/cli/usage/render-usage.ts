import type { Command, CommandEntry, Option } from '../command.ts';

/** A command as the usage description has it. */
export interface UsageCommand {
  readonly entry: CommandEntry;
  readonly command: Command;
}

/** Text as KDL spells it: as JSON does, without its escape of the slash. */
const quote = (text: string): string => JSON.stringify(text);

const property = (name: string, value: string | undefined): string => (value === undefined ? '' : ` ${name}=${quote(value)}`);

const mark = (name: string, isSet: boolean | undefined): string => (isSet ? ` ${name}=#true` : '');

function renderFlag(name: string, option: Option, isGlobal: boolean): string {
  const { short, value, summary, env, elsewhere, isRequired, isRepeatable, accepts } = option;
  const spelled = [short === undefined ? '' : `-${short}`, `--${name}`, value === undefined ? '' : `<${value}>`].filter(
    (part) => part !== '',
  );
  const head = `flag ${quote(spelled.join(' '))}${property('help', summary)}${mark('global', isGlobal)}${mark('required', isRequired)}`;
  const tail = `${mark('var', isRepeatable)}${property('default', option.default ?? elsewhere?.default)}${property('env', env?.[0] ?? elsewhere?.env)}${property('config', elsewhere?.config)}`;
  return accepts === undefined ? head + tail : `${head}${tail} { choices ${accepts.map(quote).join(' ')}; }`;
}

/** The flags of every command. */
export const renderGlobalFlags = (options: Readonly<Record<string, Option>>): readonly string[] =>
  Object.entries(options).map(([name, option]) => renderFlag(name, option, true));

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** What a command itself takes. */
function insideOf({ entry, command }: UsageCommand): readonly string[] {
  return [
    ...(entry.alias === undefined ? [] : [`alias ${quote(entry.alias)}`]),
    ...Object.entries(command.options).map(([name, option]) => renderFlag(name, option, false)),
    ...Object.entries(command.arguments).map(([name, { summary, isOptional }]) => {
      const spelled = isOptional ? `[${name}]` : `<${name}>`;
      return `arg ${quote(spelled)}${property('help', summary)}${isOptional ? ' required=#false' : ''}`;
    }),
  ];
}

/**
 * The commands that begin with a path, each within those it is part of.
 *
 * @param summaryOf - what a group is for, by its words
 */
export function renderCommands(
  commands: readonly UsageCommand[],
  path: readonly string[],
  summaryOf: (words: string) => string | undefined,
): readonly string[] {
  const words = [...new Set(commands.map(({ entry }) => entry.path[path.length] ?? ''))].filter((word) => word !== '');
  return words.flatMap((word) => {
    const here = [...path, word];
    const within = commands.filter(({ entry }) => entry.path[path.length] === word);
    const own = within.find(({ entry }) => entry.path.length === here.length);
    const help = own?.entry.summary ?? summaryOf(here.join(' '));
    const lines = [
      ...(own === undefined ? [] : insideOf(own)),
      ...renderCommands(
        within.filter((each) => each !== own),
        here,
        summaryOf,
      ),
    ];
    const head = `cmd ${quote(word)}${property('help', help)}`;
    return lines.length === 0 ? [head] : [`${head} {`, ...indent(lines), '}'];
  });
}

/** The part of a usage description that only a program's root has. */
export const renderProgram = (about: string, version: string): readonly string[] => [
  'name "grantry"',
  'bin "grantry"',
  `about ${quote(about)}`,
  `version ${quote(version)}`,
  'config { file "~/.config/grantry/config.yaml"; }',
];
