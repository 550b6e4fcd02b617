import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root } from '../root.ts';

/** A test that names a clause. */
export interface ClauseTest {
  /** As in `RFC 6749`, or `OpenID Connect Core`. */
  readonly spec: string;
  /** As in `4.1.3`. */
  readonly number: string;
  readonly title: string;
  /** The file, from the root. */
  readonly file: string;
}

/** Titles start with the clause or clauses they are about: `RFC 6749 §4.1.3: …`, `RFC 7636 §4.6, RFC 6749 §5.2: …`. */
const title = /(['`])((?:(?:RFC \d+|OpenID Connect [A-Z][A-Za-z -]*) §[^'`:]*):(?:(?!\1)[^\\\n]|\\.)*)\1/g;
const clause = /(RFC \d+|OpenID Connect(?: [A-Z][A-Za-z-]*)+)((?: and|,)? ?§\d[\d.]*)+/g;
const sectionNumber = /§(\d+(?:\.\d+)*)/g;

/** The clauses a title names. */
export const readClauses = (text: string): readonly { readonly spec: string; readonly number: string }[] =>
  [...(text.split(':')[0] ?? '').matchAll(clause)].flatMap(([named, spec = '']) =>
    [...named.matchAll(sectionNumber)].map(([, number = '']) => ({ spec, number })),
  );

/** Every test that names a clause, by file. A title that is put together at run time is listed as it is written. */
export const listClauseTests = (): readonly ClauseTest[] =>
  globSync('{src,test}/**/*.test.ts', { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !path.startsWith('test/architecture/'))
    .sort()
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(title)].flatMap(([, , text = '']) =>
        readClauses(text).map(({ spec, number }) => ({
          spec,
          number,
          title: text.replaceAll(/\$\{[^}]*\}/g, '…').replaceAll('\\', ''),
          file,
        })),
      ),
    );
