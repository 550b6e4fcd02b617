/** Words as a shell would take them: blanks part them, quotes keep them together, a backslash takes the next letter as it is. */
export const splitWords = (line: string): readonly string[] =>
  [...line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double: string | undefined, single: string | undefined, letter: string) =>
      double === undefined ? (single ?? letter) : double.replaceAll(/\\(["\\])/g, '$1'),
    ),
  );
