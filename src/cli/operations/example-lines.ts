import type { Example } from '../command.ts';
import { preparationsFor } from './example-variables.ts';
import type { OperationCommand, OperationFlag } from './operation-command.ts';
import { quoteWord } from './quote-word.ts';

/** How wide a line of an example may be: help shows it six columns in, with a backslash after it. */
const width = 72;

const quote = (value: unknown): string => quoteWord(typeof value === 'string' ? value : JSON.stringify(value));

function spell({ name, type }: OperationFlag, value: unknown): readonly string[] {
  if (type === 'bool') return value === true ? [`--${name}`] : [`--${name}=false`];
  const values: readonly unknown[] = type === 'strings' && Array.isArray(value) ? value : [value];
  return values.map((each) => `--${name} ${quote(each)}`);
}

/** An operation's example as somebody would type it: what is needed first, on as many lines as it takes. */
export function exampleLines({ path, flags, example }: OperationCommand): readonly string[] {
  const given = flags.filter(({ member }) => example[member] !== undefined);
  const inOrder = [...given.filter(({ isRequired }) => isRequired), ...given.filter(({ isRequired }) => !isRequired)];
  const words = inOrder.flatMap((flag) => spell(flag, example[flag.member]));
  const lines: string[] = [];
  let line = `grantry ${path.join(' ')}`;
  const add = (word: string): void => {
    if (line.length + 1 + word.length <= width) {
      line += ` ${word}`;
      return;
    }
    lines.push(`${line} \\`);
    line = `  ${word}`;
  };
  for (const word of words) {
    const [flag = '', ...value] = word.split(' ');
    if (2 + word.length <= width) add(word);
    // A value that is too long beside its flag has a line for itself.
    else for (const piece of [flag, value.join(' ')]) add(piece);
  }
  return [...lines, line];
}

/** What help shows of an operation: how to come by what its example names, and the example. */
export function examplesOf(operation: OperationCommand): readonly Example[] {
  const lines = exampleLines(operation);
  const isOfService = operation.template.includes('{serviceId}');
  const does = isOfService ? "Call it, with your service's id in SERVICE_ID:" : 'Call it:';
  return [...preparationsFor(lines), { does, lines }];
}
