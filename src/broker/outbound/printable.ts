/** A provider's words as they may go to terminals, pages and logs: without control characters, at most 400 letters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
export const printable = (words: string): string => words.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, 400);
