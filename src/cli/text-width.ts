const isAscii = /^[\x20-\x7e]*$/;

/** Letters that take two columns (UAX #11, East Asian Width W and F), and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Marks and joiners, which are drawn into what stands before them. */
const joined = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** How many columns a text without control characters takes on a terminal. */
export function textWidth(text: string): number {
  if (isAscii.test(text)) return text.length;
  let width = 0;
  for (const letter of text) width += joined.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
  return width;
}

/** Text with blanks after it, as many as it lacks of that width. */
export const padText = (text: string, width: number): string => text + ' '.repeat(Math.max(width - textWidth(text), 0));
