import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../root.ts';
import { type ClauseTest, listClauseTests } from './list-tests.ts';

/** A clause that applies to Grantry, with the tests that name it or a part of it. */
export interface Clause {
  readonly spec: string;
  readonly specTitle: string;
  readonly number: string;
  readonly title: string;
  readonly tests: readonly ClauseTest[];
}

const isPartOf = (number: string, whole: string): boolean => number === whole || number.startsWith(`${whole}.`);

/** What a specification is called in titles: an RFC by its number, another by the words before the colon on its first line. */
const nameOf = (file: string, firstLine: string): string => {
  const [, rfc] = /^rfc(\d+)\.txt$/.exec(basename(file)) ?? [];
  return rfc === undefined ? (firstLine.split(':')[0] ?? '') : `RFC ${rfc}`;
};

/** Reads a file of docs/specs/: the title on the first line, then a clause's number, two spaces and what it says. */
const readSpec = (file: string, tests: readonly ClauseTest[]): readonly Clause[] => {
  const [firstLine = '', ...lines] = readFileSync(join(root, file), 'utf8').trimEnd().split('\n');
  const spec = nameOf(file, firstLine);
  const specTitle = firstLine.startsWith(`${spec}:`) ? firstLine.slice(spec.length + 1).trim() : firstLine;
  const numbers = lines.map((line) => line.split('  ', 1)[0] ?? '');
  /** The longest listed clause that a test's number is part of. */
  const home = (number: string): string | undefined =>
    numbers.filter((listed) => isPartOf(number, listed)).sort((a, b) => b.length - a.length)[0];
  return lines.map((line, index) => {
    const number = numbers[index] ?? '';
    return {
      spec,
      specTitle,
      number,
      title: line.slice(number.length).trim(),
      tests: tests.filter((candidate) => candidate.spec === spec && home(candidate.number) === number),
    };
  });
};

/** Every clause that applies, in the order of the specifications. */
export function listClauses(): readonly Clause[] {
  const tests = listClauseTests();
  return globSync('docs/specs/*.txt', { cwd: root })
    .sort()
    .flatMap((file) => readSpec(file, tests));
}
