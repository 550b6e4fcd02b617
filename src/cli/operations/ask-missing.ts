import { CommandFailure } from '../command-failure.ts';
import type { Terminal } from '../terminal.ts';
import type { OperationFlag } from './operation-command.ts';

const placeholderOf = ({ type }: OperationFlag): string => (type === 'json-text' ? 'json' : type === 'strings' ? 'string' : type);

const describe = (flag: OperationFlag): string => `--${flag.name} <${placeholderOf(flag)}>`;

/** That flags are needed, and what would do in their place; nothing for none. */
const needOf = (flags: readonly OperationFlag[], orElse: string): string =>
  flags.length === 0 ? '' : `${flags.map(describe).join(', ')} ${flags.length === 1 ? 'is' : 'are'} needed${orElse}`;

/**
 * Asks a person for what is needed and was not typed.
 *
 * @returns what they typed, by flag
 * @throws CommandFailure naming all of them, if nobody is there to ask, or who is answers nothing
 */
export async function askMissing(missing: readonly OperationFlag[], terminal: Terminal): Promise<ReadonlyMap<string, string>> {
  if (missing.length > 0 && !terminal.isInteractive()) {
    const at = (...places: readonly OperationFlag['place'][]): readonly OperationFlag[] =>
      missing.filter(({ place }) => places.includes(place));
    const needs = [
      needOf(at('path', 'query'), ''),
      needOf(at('body'), ', or a JSON body by --body or stdin'),
      needOf(at('whole body'), ', or the body on stdin'),
    ];
    throw new CommandFailure(needs.filter((need) => need !== '').join('; '), undefined, { kind: 'validation_error' });
  }
  const answers = new Map<string, string>();
  for (const flag of missing) {
    terminal.say(flag.summary);
    const typed = (await terminal.ask(`${flag.name}: `)).trim();
    if (typed === '') throw new CommandFailure(`${describe(flag)} is needed`, undefined, { kind: 'validation_error' });
    answers.set(flag.name, typed);
  }
  return answers;
}
