import type { ExitCode } from './exit-codes.ts';
import type { Frame } from './frame/frame.ts';
import type { Terminal } from './terminal.ts';

/** A flag of a command. Without `value` it is a switch. */
export interface Option {
  readonly summary: string;
  /** One letter. */
  readonly short?: string;
  /** What help calls the value: `url` makes `--agent-url <url>`. */
  readonly value?: string;
  /** Environment variables that stand in for the flag, the first that is set winning. */
  readonly env?: readonly string[];
  readonly default?: string;
  /** What stands in for the flag where the command itself looks for that: only told, here. */
  readonly elsewhere?: { readonly default?: string; readonly env?: string; readonly config?: string };
  /** The only values it may have. */
  readonly accepts?: readonly string[];
  /** Other spellings of those values. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** Other long names of the flag, which help does not show. */
  readonly aliases?: readonly string[];
  /** Whether a switch that was not given differs from one that is off: it is undefined then. */
  readonly knowsUnset?: true;
  readonly isRequired?: true;
  /** Whether it is there for callers of a bigger interface, and refused: help only names it. */
  readonly isUnsupported?: true;
  /** Whether it may be given several times. */
  readonly isRepeatable?: true;
}

/** A flag with a value that may be left out. */
export type TextOption = Option & { readonly value: string };

/** A flag that always has a value. */
export type DefaultedOption = TextOption & { readonly default: string };

/** A word that follows the command. */
export interface Argument {
  readonly summary: string;
  readonly isOptional?: true;
}

/** What somebody would type, and why. */
export interface Example {
  readonly does: string;
  readonly lines: readonly string[];
}

/** Flags by their long names, without the dashes. */
export type Options = Readonly<Record<string, Option>>;

/** Arguments by name, in their order. */
export type Arguments = Readonly<Record<string, Argument>>;

type OptionValue<Declared extends Option> = Declared extends { readonly value: string }
  ? Declared extends { readonly isRepeatable: true }
    ? readonly string[]
    : Declared extends { readonly default: string } | { readonly isRequired: true }
      ? string
      : string | undefined
  : boolean;

type ArgumentValue<Declared extends Argument> = Declared extends { readonly isOptional: true } ? string | undefined : string;

/** What was typed, by the names of flags and arguments. */
export type Typed<Words extends Arguments, Flags extends Options> = {
  readonly [Name in keyof Words]: ArgumentValue<Words[Name]>;
} & { readonly [Name in keyof Flags]: OptionValue<Flags[Name]> };

/** The value of any flag or argument, once parsed. */
export type TypedValue = string | boolean | readonly string[] | undefined;

/** A command, apart from its name and summary: those stand in the registry, which help reads without loading the command. */
export interface Command {
  readonly description?: string;
  readonly arguments: Arguments;
  readonly options: Options;
  readonly examples: readonly Example[];
  /** @throws CommandFailure with what is said on stderr */
  run(typed: Readonly<Record<string, TypedValue>>, terminal: CommandTerminal): Promise<ExitCode>;
}

interface CommandDefinition<Words extends Arguments, Flags extends Options> {
  readonly description?: string;
  readonly arguments?: Words;
  readonly options?: Flags;
  readonly examples: readonly Example[];
  run(typed: Typed<Words, Flags>, terminal: CommandTerminal): Promise<ExitCode>;
}

/** Types `run` by the flags and arguments beside it. */
export const defineCommand = <const Words extends Arguments = Record<never, never>, const Flags extends Options = Record<never, never>>(
  definition: CommandDefinition<Words, Flags>,
): Command => ({ arguments: {}, options: {}, ...definition }) as unknown as Command; // the parser makes what these very declarations say

/** A line in a list of commands. */
export interface CommandEntry {
  /** The words that call it: `['external-auth', 'access-token']`. */
  readonly path: readonly string[];
  readonly summary: string;
  /** A short name of its last word. */
  readonly alias?: string;
  /** Whether it sends no requests: the flags about requests are refused then, `--dry-run` before all. */
  readonly isLocal?: true;
  load(): Promise<Command>;
}

/** Commands that help shows under one title. */
export interface CommandList {
  readonly title: string;
  /** What the commands that begin with a word, or with several, are for. Help for `grantry` itself shows this, in place of their own lines. */
  readonly groups: Readonly<Record<string, string>>;
  readonly entries: readonly CommandEntry[];
  /** More commands, by their first word: a file for each, read only when that word is typed or all commands are wanted. */
  readonly families?: Readonly<Record<string, () => Promise<readonly CommandEntry[]>>>;
  /** Whether all of them are {@link CommandEntry.isLocal}. */
  readonly isLocal?: true;
}

/** The program a command is part of. */
export interface Program {
  readonly lists: readonly CommandList[];
  /** Runs another command line. */
  run(words: readonly string[]): Promise<ExitCode>;
}

/** A command's terminal: where nobody may be asked, it is not interactive. */
export interface CommandTerminal extends Terminal {
  readonly frame: Frame;
  readonly program: Program;
}
