import { isSecretName } from '../api/redact.ts';
import type { CommandEntry } from '../command.ts';
import { cell, clip, clipStart, fold, inverse, windowOf } from './draw-lines.ts';
import type { Field, FormState } from './form.ts';

/** The keys there are, on a line. */
const keys = '↑↓ move   enter run   space switch   ctrl-u clear   esc back';

const shownValue = ({ label }: Field, value: string): string => (isSecretName(label.slice(2)) ? '•'.repeat([...value].length) : value);

/** The form's screen: a line for each field above, what is known of the chosen one below it, the keys last. */
export function drawForm(
  { path, summary }: CommandEntry,
  fields: readonly Field[],
  { cursor, values, fault }: FormState,
  { rows: height, columns }: { readonly rows: number; readonly columns: number },
): readonly string[] {
  const room = columns - 1;
  const labels = fields.map(({ label, isNeeded }) => `${isNeeded ? '*' : ' '} ${label}`);
  const width = Math.min(Math.max(...labels.map((label) => label.length)), Math.max(Math.floor(room / 2), 1));
  const { accepts = [], summary: about = '' } = fields[cursor] ?? {};
  const notes = [fault, about, accepts.length === 0 ? '' : `One of ${accepts.join(', ')}.`].filter((note) => note !== '');
  const below = notes.flatMap((note) => fold(note, room).map((line) => clip(line, room)));
  const rows = fields.map((field, index) => {
    const value = shownValue(field, values[index] ?? '');
    const line = `${cell(labels[index] ?? '', width)}  ${clipStart(index === cursor ? `${value}_` : value, Math.max(room - width - 2, 0))}`;
    return index === cursor ? inverse(clip(line, room)) : clip(line, room).trimEnd();
  });
  const shown = windowOf(rows, cursor, Math.max(height - below.length - 4, 1));
  return [
    clip(`grantry ${path.join(' ')}: ${summary}`, room),
    '',
    ...shown,
    '─'.repeat(Math.max(room, 0)),
    ...below,
    clip(keys, room),
  ].slice(-height);
}
