import { didYouMean } from './closest-name.ts';
import { CommandFailure } from './command-failure.ts';
import { globalOptions } from './frame/global-options.ts';

/**
 * Refuses a word that names no command.
 *
 * @param group - the words before it
 * @param names - what could stand in its place
 * @throws CommandFailure with what was probably meant
 */
export function refuseCommand(group: readonly string[], word: string, names: readonly string[]): never {
  const name = [...group, word].join(' ');
  const next = `${['grantry', ...group].join(' ')} --help`;
  throw new CommandFailure(`unknown command ${name}.${didYouMean(word, [...new Set(names)])}`, next, { kind: 'validation_error' });
}

/**
 * Refuses a flag that stands where no command is named yet.
 *
 * @throws CommandFailure with what was probably meant
 */
export function refuseFlag(flag: string): never {
  const names = [...Object.keys(globalOptions), 'help', 'version'].map((name) => `--${name}`);
  throw new CommandFailure(`unknown flag ${flag}.${didYouMean(flag, names)}`, 'grantry --help', { kind: 'validation_error' });
}
