const named: Readonly<Record<string, string>> = {
  '\u001b[A': 'up',
  '\u001bOA': 'up',
  '\u001b[B': 'down',
  '\u001bOB': 'down',
  '\u001b[C': 'right',
  '\u001bOC': 'right',
  '\u001b[D': 'left',
  '\u001bOD': 'left',
  '\u001b[Z': 'shift-tab',
  '\u001b': 'escape',
  '\r': 'enter',
  '\n': 'enter',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\t': 'tab',
  '\u0003': 'ctrl-c',
  '\u0004': 'ctrl-d',
  '\u0015': 'ctrl-u',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is how terminals spell keys
const key = /\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Z])|[\s\S]/gu;

/** The keys that a piece of a terminal's input is, by name; a letter is its own name, and keys without one are left out. */
export const decodeKeys = (input: string): readonly string[] =>
  (input.match(key) ?? []).flatMap((spelled) => {
    const name = named[spelled] ?? spelled;
    return name.length > 1 && name.startsWith('\u001b') ? [] : name < ' ' ? [] : [name];
  });
