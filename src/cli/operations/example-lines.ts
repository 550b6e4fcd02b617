import { shellQuote } from '../git/shell-quote.ts';
import type { OperationCommand, OperationFlag } from './operation-command.ts';

/** How wide a line of an example may be: help shows it six columns in, with a backslash after it. */
const width = 72;

const quote = (value: unknown): string => shellQuote(typeof value === 'string' ? value : JSON.stringify(value));

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
  for (const word of words) {
    if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    }
  }
  return [...lines, line];
}
