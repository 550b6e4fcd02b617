import { wrapText } from '../render-help.ts';
import { padText, textWidth } from '../text-width.ts';

/** The beginning of a text that fits. */
export function clip(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let shown = '';
  for (const letter of text) {
    if (textWidth(shown + letter) >= columns) break;
    shown += letter;
  }
  return columns > 0 ? `${shown}…` : '';
}

/** The end of a text that fits: what somebody is typing. */
export function clipStart(text: string, columns: number): string {
  let shown = text;
  while (textWidth(shown) > columns && shown !== '') shown = [...shown].slice(1).join('');
  return shown;
}

/** A line of help in a terminal that is narrower than help is written for: broken where words end, as far in as it was. */
export const fold = (line: string, columns: number): readonly string[] =>
  line.length <= columns ? [line] : wrapText(line.trim(), line.search(/\S/), columns).split('\n');

/** Text that stands out. */
export const inverse = (text: string): string => `\u001b[7m${text}\u001b[0m`;

/** The part of a list that fits, with the chosen one in it. */
export function windowOf<Row>(rows: readonly Row[], cursor: number, height: number): readonly Row[] {
  const first = Math.max(0, Math.min(cursor - Math.floor(height / 2), rows.length - height));
  return rows.slice(first, first + height);
}

/** Text as wide as a column. */
export const cell = (text: string, width: number): string => padText(clip(text, width), width);
