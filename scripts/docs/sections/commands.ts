import type { Command, CommandEntry, Option } from '../../../src/cli/command.ts';
import { clientCommands } from '../../../src/cli/commands/registry.ts';
import { globalOptions } from '../../../src/cli/frame/global-options.ts';
import { listEveryCommand } from '../../../src/cli/list-commands.ts';
import { operationCommands } from '../../../src/cli/operations/registry.ts';
import { serverCommands } from '../../../src/server/commands/registry.ts';
import { code, plain, type Section, table } from '../section.ts';

const usageOf = (path: readonly string[], command: Command): string => {
  const words = Object.entries(command.arguments).map(([name, { isOptional }]) => (isOptional ? `[${name}]` : `<${name}>`));
  const flags = Object.keys(command.options).length === 0 ? [] : ['[flags]'];
  return ['grantry', ...path, ...flags, ...words].join(' ');
};

const flagOf = (name: string, { short, value }: Option): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`;

const meaningOf = ({ summary, accepts, isRequired, isRepeatable }: Option): string =>
  [
    plain(summary),
    accepts === undefined ? '' : `One of ${accepts.map(code).join(', ')}.`,
    isRequired ? 'Required.' : '',
    isRepeatable ? 'May be repeated.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');

const renderCommand = async ({ path, summary, load }: CommandEntry): Promise<string> => {
  const command = await load();
  const options = Object.entries(command.options);
  const flags = table(
    ['flag', 'environment', 'default', 'meaning'],
    options.map(([name, option]) => [
      code(flagOf(name, option)),
      (option.env ?? []).map(code).join(', '),
      code(option.default ?? ''),
      meaningOf(option),
    ]),
  );
  return [
    `### grantry ${path.join(' ')}`,
    '',
    plain(command.description ?? summary),
    '',
    '```console',
    usageOf(path, command),
    '```',
    ...(options.length === 0 ? [] : ['', flags]),
    ...command.examples.flatMap(({ does, lines }) => ['', plain(does), '', '```sh', ...lines, '```']),
  ].join('\n');
};

/** Every command with its flags, environment variables and examples. */
export const commands: Section = {
  file: 'docs/cli.md',
  name: 'commands',
  render: async () => {
    const entries = await listEveryCommand([clientCommands, operationCommands, serverCommands]);
    return (await Promise.all(entries.map(renderCommand))).join('\n\n');
  },
};

/** The flags of every command. */
export const globalFlags: Section = {
  file: 'docs/cli.md',
  name: 'global flags',
  render: () =>
    table(
      ['flag', 'environment', 'in config.yaml', 'default', 'meaning'],
      Object.entries(globalOptions).map(([name, { accepts: _listed, elsewhere, ...option }]) => [
        code(flagOf(name, option)),
        code(elsewhere?.env ?? ''),
        code(elsewhere?.config ?? ''),
        code(option.default ?? elsewhere?.default ?? ''),
        meaningOf(option), // which names what it accepts
      ]),
    ),
};
