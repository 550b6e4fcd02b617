import type { Command, CommandEntry, Option } from '../command.ts';
import { splitWords } from './split-words.ts';

/** Something a command takes, to be filled in. */
export interface Field {
  /** As it is typed: `--service-id`, `<provider>`. */
  readonly label: string;
  readonly summary: string;
  readonly isNeeded: boolean;
  /** A switch is turned on and off; words are a line of them. */
  readonly kind: 'text' | 'switch' | 'words';
  readonly accepts?: readonly string[];
  /** The words that a value comes to; arguments stand after all flags. */
  words(value: string): readonly string[];
  readonly isArgument?: true;
}

/** What was filled in, and where. */
export interface FormState {
  readonly cursor: number;
  /** A value for each field; empty is not given. */
  readonly values: readonly string[];
  /** What is wrong, once somebody wanted to run it. */
  readonly fault: string;
}

/** What a key leads to. */
export type FormStep =
  | { readonly action: 'stay'; readonly state: FormState }
  | { readonly action: 'run'; readonly words: readonly string[] }
  | { readonly action: 'back' | 'quit' };

const isNeeded = ({ isRequired, summary }: Option): boolean => isRequired === true || summary.endsWith('[required]');

const fieldOf = ([name, option]: readonly [string, Option]): Field => ({
  label: `--${name}`,
  summary: option.summary,
  isNeeded: isNeeded(option),
  kind: option.value === undefined ? 'switch' : option.isRepeatable ? 'words' : 'text',
  ...(option.accepts === undefined ? {} : { accepts: option.accepts }),
  words: (value) => (option.isRepeatable ? splitWords(value) : [value]).map((each) => `--${name}=${each}`),
});

/** The fields of a command: what it needs first, its other flags after that, and at last a line for flags of every command. */
export function listFields({ arguments: declared, options }: Command): readonly Field[] {
  const flags = Object.entries(options)
    .filter(([, { isUnsupported }]) => !isUnsupported)
    .map(fieldOf);
  const words = Object.entries(declared).map(
    ([name, { summary, isOptional }]): Field => ({
      label: `<${name}>`,
      summary,
      isNeeded: !isOptional,
      kind: 'text',
      isArgument: true,
      words: (value) => [value],
    }),
  );
  const more: Field = {
    label: 'more',
    summary: 'Other flags, as you would type them, such as: -o json',
    isNeeded: false,
    kind: 'words',
    words: splitWords,
  };
  const all = [...words, ...flags];
  return [...all.filter((field) => field.isNeeded), ...all.filter((field) => !field.isNeeded), more];
}

/** A form that nothing is filled in. */
export const emptyForm = (fields: readonly Field[]): FormState => ({ cursor: 0, values: fields.map(() => ''), fault: '' });

function faultOf({ label, isNeeded: needed, accepts, kind }: Field, value: string): string | undefined {
  if (value === '') return needed ? `${label} is needed.` : undefined;
  const typed = kind === 'words' ? splitWords(value) : [value];
  return accepts === undefined || typed.every((each) => accepts.includes(each)) ? undefined : `${label}: one of ${accepts.join(', ')}.`;
}

/** The command line that the form comes to; or it stays, at what is wrong. */
function run(entry: CommandEntry, fields: readonly Field[], state: FormState): FormStep {
  const faults = fields.map((field, index) => faultOf(field, state.values[index] ?? ''));
  const cursor = faults.findIndex((fault) => fault !== undefined);
  if (cursor !== -1) return { action: 'stay', state: { ...state, cursor, fault: faults[cursor] ?? '' } };
  const filled = fields.map((field, index) => ({ field, value: state.values[index] ?? '' })).filter(({ value }) => value !== '');
  const wordsOf = (wanted: boolean): readonly string[] =>
    filled.filter(({ field }) => (field.isArgument ?? false) === wanted).flatMap(({ field, value }) => field.words(value));
  const after = wordsOf(true);
  return { action: 'run', words: [...entry.path, ...wordsOf(false), ...(after.length === 0 ? [] : ['--', ...after])] };
}

/** Not given, on, off, and so on. */
const turned: Readonly<Record<string, string>> = { '': 'true', true: 'false', false: '' };

function edit(fields: readonly Field[], state: FormState, key: string): FormState {
  const { cursor, values } = state;
  const value = values[cursor] ?? '';
  const set = (changed: string): FormState => ({ ...state, fault: '', values: values.with(cursor, changed) });
  if (key === 'ctrl-u') return set('');
  if (fields[cursor]?.kind === 'switch') return key === ' ' ? set(turned[value] ?? '') : state;
  if (key === 'backspace') return set([...value].slice(0, -1).join(''));
  return [...key].length === 1 ? set(value + key) : state;
}

/** Where a key leads. */
export function pressFormKey(entry: CommandEntry, fields: readonly Field[], state: FormState, key: string): FormStep {
  const to = (cursor: number): FormStep => ({
    action: 'stay',
    state: { ...state, fault: '', cursor: Math.max(0, Math.min(cursor, fields.length - 1)) },
  });
  switch (key) {
    case 'up':
    case 'shift-tab':
      return to(state.cursor - 1);
    case 'down':
    case 'tab':
      return to(state.cursor + 1);
    case 'enter':
      return run(entry, fields, state);
    case 'escape':
      return { action: 'back' };
    case 'ctrl-c':
    case 'end':
      return { action: 'quit' };
    default:
      return { action: 'stay', state: edit(fields, state, key) };
  }
}
