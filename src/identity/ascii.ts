/** Text with everything but printable ASCII written as `\uXXXX`, so that it can be hashed and compared letter by letter. */
export const toAscii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
