/** A part of a document that restates code, and is written from it. */
export interface Section {
  /** The document's path from the root. */
  readonly file: string;
  /** What its marker comments name. */
  readonly name: string;
  /** What the document says above the markers, where there is none yet. */
  readonly opening?: string;
  /** The Markdown between the markers. */
  render(): string | Promise<string>;
}

/** A Markdown table. Bars inside cells are escaped. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');

/** Text that Markdown must not take for HTML. */
export const plain = (text: string): string => text.replaceAll('<', '&lt;');

/** Text as code; nothing for empty text. */
export const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

/**
 * Puts the content between a section's markers.
 *
 * @throws Error if the document lacks them.
 */
export function fillSection(current: string, { file, name, opening }: Section, content: string): string {
  const open = `<!-- generated: ${name} -->`;
  const close = `<!-- /generated: ${name} -->`;
  const document = current === '' && opening !== undefined ? `${opening}\n\n${open}\n${close}\n` : current;
  const start = document.indexOf(open);
  const end = document.indexOf(close);
  if (start === -1 || end < start) throw new Error(`${file} lacks the markers ${open} and ${close}`);
  return `${document.slice(0, start + open.length)}\n${content}\n${document.slice(end)}`;
}
