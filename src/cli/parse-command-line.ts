import type { Argument, Command, Option, Options, TypedValue } from './command.ts';
import { CommandFailure } from './command-failure.ts';
import type { Environment } from './environment.ts';

interface Flag {
  readonly name: string;
  readonly option: Option;
  /** As it was typed. */
  readonly spelled: string;
  /** What stood in the same word. */
  readonly attached: string | undefined;
}

async function refuseFlag(spelled: string, options: Options): Promise<never> {
  const { didYouMean } = await import('./closest-name.ts');
  const names = [...Object.keys(options), 'help'].map((name) => `--${name}`);
  throw new CommandFailure(`unknown flag ${spelled}.${didYouMean(spelled, names)}`);
}

async function findLongFlag(word: string, options: Options): Promise<Flag> {
  const equals = word.indexOf('=');
  const spelled = equals === -1 ? word : word.slice(0, equals);
  const attached = equals === -1 ? undefined : word.slice(equals + 1);
  const name = spelled.slice(2);
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option !== undefined) return { name, option, spelled, attached };
  const [known, meant] = Object.entries(options).find(([, { aliases }]) => aliases?.includes(name)) ?? [];
  return known === undefined || meant === undefined ? refuseFlag(spelled, options) : { name: known, option: meant, spelled, attached };
}

/** The flags of one letter in a word: switches may stand together, and the last of them may take a value, as in `-dq .action`. */
async function findLetters(letters: string, options: Options): Promise<readonly Flag[]> {
  const spelled = `-${letters.charAt(0)}`;
  const rest = letters.slice(1);
  const [name, option] = Object.entries(options).find(([, { short }]) => short === letters.charAt(0)) ?? [];
  if (name === undefined || option === undefined) return refuseFlag(spelled, options);
  if (option.value === undefined && rest !== '' && !rest.startsWith('='))
    return [{ name, option, spelled, attached: undefined }, ...(await findLetters(rest, options))];
  return [{ name, option, spelled, attached: rest === '' ? undefined : rest.replace(/^=/, '') }];
}

function checkValue(spelled: string, typed: string, { accepts, synonyms = {} }: Option): string {
  const value = (Object.hasOwn(synonyms, typed) ? synonyms[typed] : undefined) ?? typed;
  if (accepts === undefined || accepts.includes(value)) return value;
  throw new CommandFailure(`${spelled}: found ${JSON.stringify(value)}; accepted: ${accepts.join(', ')}`);
}

function readSwitch(spelled: string, text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new CommandFailure(`${spelled}: found ${JSON.stringify(text)}; accepted: true, false`);
}

function fromEnvironment(option: Option, environment: Environment): TypedValue {
  const variable = option.env?.find((name) => environment[name]);
  const text = variable === undefined ? undefined : environment[variable];
  if (variable === undefined || text === undefined) return undefined;
  if (option.value === undefined) return readSwitch(variable, text);
  const value = checkValue(variable, text, option);
  return option.isRepeatable ? [value] : value;
}

function resolveFlag(name: string, option: Option, typed: readonly (string | boolean)[], environment: Environment): TypedValue {
  if (typed.length > 0) return option.isRepeatable ? typed.filter((each) => typeof each === 'string') : typed.at(-1);
  const found = fromEnvironment(option, environment) ?? option.default;
  if (found !== undefined) return found;
  if (option.isRequired) {
    const variables = (option.env ?? []).map((each) => ` or $${each}`).join('');
    throw new CommandFailure(`--${name} is needed (--${name} <${option.value ?? name}>${variables})`);
  }
  if (option.isRepeatable) return [];
  return option.value === undefined && !option.knowsUnset ? false : undefined;
}

function nameArguments(words: readonly string[], declared: Readonly<Record<string, Argument>>): Record<string, string | undefined> {
  const names = Object.keys(declared);
  const needed = names.filter((name) => !declared[name]?.isOptional).length;
  if (words.length < needed || words.length > names.length) {
    const wanted = needed === names.length ? needed : `${needed} to ${names.length}`;
    const listed = names.length === 0 ? '' : ` (${names.map((name) => `<${name}>`).join(' ')})`;
    const answer = words.find((word) => word === 'true' || word === 'false');
    const hint = answer === undefined ? '' : `. A switch takes its value after "=", as in --switch=${answer}`;
    throw new CommandFailure(`wanted ${wanted} args but got ${words.length}${listed}${hint}`);
  }
  return Object.fromEntries(names.map((name, index) => [name, words[index]]));
}

/**
 * Reads the words after a command: flags in any order between the arguments, `--flag value`, `--flag=value`, `-f value`, `-fvalue`,
 * switches together as `-ab`; after `--` everything is an argument. Of a flag given twice the last counts.
 *
 * @returns the values, or `'help'` if help was asked for
 * @throws CommandFailure naming what is wrong
 */
export async function parseCommandLine(
  words: readonly string[],
  command: Command,
  environment: Environment,
): Promise<Readonly<Record<string, TypedValue>> | 'help'> {
  const endOfFlags = words.indexOf('--');
  if (words.slice(0, endOfFlags === -1 ? undefined : endOfFlags).some((word) => word === '--help' || word === '-h')) return 'help';
  const typed = new Map<string, (string | boolean)[]>();
  const rest: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--') {
      rest.push(...words.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      continue;
    }
    const flags = word.startsWith('--') ? [await findLongFlag(word, command.options)] : await findLetters(word.slice(1), command.options);
    for (const { name, option, spelled, attached } of flags) {
      const values = typed.get(name) ?? [];
      typed.set(name, values);
      if (option.value === undefined) {
        values.push(attached === undefined || readSwitch(spelled, attached));
        continue;
      }
      const value = attached ?? words[++index];
      if (value === undefined) throw new CommandFailure(`${spelled} needs a value (${spelled} <${option.value}>)`);
      values.push(checkValue(spelled, value, option));
    }
  }
  const named = nameArguments(rest, command.arguments);
  const flags = Object.entries(command.options).map(([name, option]) => [
    name,
    resolveFlag(name, option, typed.get(name) ?? [], environment),
  ]);
  return { ...named, ...Object.fromEntries(flags) };
}
