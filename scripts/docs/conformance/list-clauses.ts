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

/** Reads docs/specs/rfc….txt: the title on the first line, then a clause's number, two spaces and what it says. */
const readSpec = (file: string, tests: readonly ClauseTest[]): readonly Clause[] => {
  const [specTitle = '', ...lines] = readFileSync(join(root, file), 'utf8').trimEnd().split('\n');
  const spec = `RFC ${basename(file, '.txt').slice('rfc'.length)}`;
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
  return globSync('docs/specs/rfc*.txt', { cwd: root })
    .sort()
    .flatMap((file) => readSpec(file, tests));
}
