import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** The checkout's root, wherever the tests are started from. */
export const root: string = join(import.meta.dirname, '../..');

/** One import or re-export of a file. */
export interface Import {
  readonly specifier: string;
  /** The imported file's path from the root when the specifier is relative; undefined for packages and Node's own modules. */
  readonly target: string | undefined;
  readonly isDynamic: boolean;
}

/** One TypeScript file of `src/`, as the checks see it. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  /** The folder under `src/`. */
  readonly room: string;
  readonly text: string;
  /** The text with comments blanked out, line for line. */
  readonly code: string;
  readonly imports: readonly Import[];
  /** Tests and `src/<room>/testing/` may import anything. */
  readonly isForTests: boolean;
}

const commentOrString = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
const staticImport = /^[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom\b)?\s*'([^']+)'/gm;
const dynamicImport = /\bimport\(\s*'([^']+)'/g;

/** Blanks comments out and keeps strings and line numbers. */
export const withoutComments = (text: string): string =>
  text.replace(commentOrString, (match) => (match.startsWith('/*') || match.startsWith('//') ? match.replace(/[^\n]/g, '') : match));

/** The imports of a file, `import type`, re-exports and `import('…')` with a literal included. */
export function readImports(path: string, code: string): readonly Import[] {
  const found = (pattern: RegExp, isDynamic: boolean): readonly Import[] =>
    [...code.matchAll(pattern)].map(([, specifier = '']) => ({
      specifier,
      target: specifier.startsWith('.') ? join(dirname(path), specifier).split(sep).join('/') : undefined,
      isDynamic,
    }));
  return [...found(staticImport, false), ...found(dynamicImport, true)];
}

const read = (path: string): SourceFile => {
  const text = readFileSync(join(root, path), 'utf8');
  const code = withoutComments(text);
  return {
    path,
    room: path.split('/')[1] ?? '',
    text,
    code,
    imports: readImports(path, code),
    isForTests: path.endsWith('.test.ts') || path.split('/')[2] === 'testing',
  };
};

/** Every TypeScript file of `src/`, by path. */
export const sourceFiles: readonly SourceFile[] = globSync('src/**/*.ts', { cwd: root })
  .map((path) => path.split(sep).join('/'))
  .sort()
  .map(read);

/** The files that ship: tests and what only tests use left out. */
export const shippedFiles: readonly SourceFile[] = sourceFiles.filter((file) => !file.isForTests);
