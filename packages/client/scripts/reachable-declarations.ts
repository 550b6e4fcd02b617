import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const imports = /(?:from |import\()['"](\.[^'"]+)['"]/g;

/** The declaration files that entry points lead to. What only the code needs has types too, and nobody who installs the package sees them. */
export function findReachableDeclarations(entries: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(imports))
      visit(join(dirname(file), specifier.replace(/\.(?:ts|js)$/, '.d.ts')));
  };
  for (const entry of entries) visit(entry);
  return [...found];
}
