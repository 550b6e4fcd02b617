import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesBelow, bytesOfEntry, installClient } from '../packages/client/test/package/installed-client.ts';
import { fillSection } from '../scripts/docs/section.ts';
import { measureImports } from './client/import-time.ts';
import { type MeasuredOperation, measureOperations, showMicroseconds } from './client/operations.ts';
import { copyPublished } from './client/published-package.ts';
import { describeMachine } from './machine.ts';
import { ratioByRound, spreadOf } from './statistics.ts';

const readme = new URL('../packages/client/README.md', import.meta.url);

interface Line {
  readonly work: string;
  readonly ours: string;
  readonly theirs: string;
  readonly found: string;
  readonly byCpu?: string;
  readonly target: string;
  readonly isMet: boolean | undefined;
}

const times = (ratio: number): string => `${ratio.toFixed(ratio < 20 ? 1 : 0)} ×`;

const operationLine = ({ work, atLeast, ours, theirs }: MeasuredOperation): Line => {
  const { median } = ratioByRound(theirs.wall, ours.wall);
  const byCpu = ratioByRound(theirs.cpu, ours.cpu).median;
  return {
    work,
    ours: showMicroseconds(ours.wall),
    theirs: showMicroseconds(theirs.wall),
    found: `${times(median)} as fast`,
    byCpu: times(byCpu),
    target: `≥ ${atLeast} ×`,
    isMet: median >= atLeast,
  };
};

/** Both libraries from where they are installed, each without the other. */
const installedLines = async (rounds: number): Promise<readonly Line[]> => {
  const ours = await installClient();
  const theirs = copyPublished('@octokit/auth-app');
  try {
    const imports = measureImports({ ours: ours.folder, theirs: theirs.folder }, rounds);
    const { median } = ratioByRound(imports.ours, imports.theirs);
    const show = (times: readonly number[]): string => `${spreadOf(times).median.toFixed(1)} ms`;
    const size = bytesBelow(join(theirs.folder, 'node_modules'));
    const part = bytesOfEntry(ours, './github-app');
    const kB = (bytes: number): string => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
    const percent = (bytes: number): string => `${((bytes / size) * 100).toFixed(1)} %`;
    return [
      {
        work: 'import',
        ours: show(imports.ours),
        theirs: show(imports.theirs),
        found: `${median.toFixed(2)} of its time`,
        target: '≤ ⅓',
        isMet: median <= 1 / 3,
      },
      {
        work: 'what is installed: the GitHub App part',
        ours: kB(part),
        theirs: kB(size),
        found: percent(part),
        target: '≤ 2 %',
        isMet: part / size <= 0.02,
      },
      {
        work: 'what is installed: all parts',
        ours: kB(ours.bytes),
        theirs: kB(size),
        found: percent(ours.bytes),
        target: '',
        isMet: undefined,
      },
    ];
  } finally {
    ours.remove();
    theirs.remove();
  }
};

const verdict = (isMet: boolean | undefined): string => {
  if (isMet === undefined) return '';
  return isMet ? 'met' : '**not met**';
};

/** What a target that is not met comes from. */
const notes = [
  '',
  'A signature anew is bound by RSA itself: 0.25 ms of it are the 2048-bit operation, which both libraries leave to OpenSSL. The other parts of the',
  'package (tokens from Grantry, checking tokens) have no counterpart there.',
];

const render = (lines: readonly Line[]): string =>
  [
    ...describeMachine().slice(0, 2),
    '',
    '| work | @grantry/client | @octokit/auth-app | found | by CPU time | target | |',
    '|---|---|---|---|---|---|---|',
    ...lines.map(
      ({ work, ours, theirs, found, byCpu = '', target, isMet }) =>
        `| ${work} | ${ours} | ${theirs} | ${found} | ${byCpu} | ${target} | ${verdict(isMet)} |`,
    ),
    ...notes,
  ].join('\n');

/**
 * Measures the GitHub App library beside `@octokit/auth-app`, in one run and in turn.
 *
 * @param keeps whether the table goes into the package's README
 * @returns the table
 */
export async function measureClient(rounds: number, keeps: boolean): Promise<string> {
  const lines = [...(await measureOperations(rounds * 3)).map(operationLine), ...(await installedLines(rounds * 3))];
  const table = render(lines);
  if (keeps) {
    const section = { file: 'packages/client/README.md', name: 'bench', render: () => table };
    writeFileSync(readme, fillSection(readFileSync(readme, 'utf8'), section, table));
  }
  return table;
}
