// biome-ignore-start lint/suspicious/noControlCharactersInRegex: this is what takes them out

/** Text from elsewhere, which must not command the terminal: blanks stand for its control characters, ends of lines apart. */
export const plainText = (text: string): string => text.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ');

/** The same on one line. */
export const plainLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');

// biome-ignore-end lint/suspicious/noControlCharactersInRegex: this is what takes them out
