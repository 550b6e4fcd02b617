import { describeMachine } from './machine.ts';
import type { Budget, Measurement } from './measure.ts';
import { reasons } from './reasons.ts';
import { ratioByRound, type Spread, spreadOf } from './statistics.ts';

/** A row with what was measured. */
export interface MeasuredRow {
  readonly work: string;
  readonly measurements: readonly Measurement[];
  readonly budgets: readonly Budget[];
}

/** A figure that is no rate: a ratio of wall times, a size. `isMet` is undefined where nothing was promised. */
export interface Figure {
  readonly work: string;
  readonly found: string;
  /** The same by CPU time per request, which other processes on the machine disturb less. */
  readonly byCpu?: string;
  readonly target: string;
  readonly isMet: boolean | undefined;
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const two = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const show = ({ median, low, high }: Spread, format: Intl.NumberFormat): string =>
  `${format.format(median)} (${format.format(low)}–${format.format(high)})`;

/** What each budget of a row came to. The ratio is taken round by round, and its median is judged. */
export const judgeBudgets = ({ work, measurements, budgets }: MeasuredRow): readonly Figure[] =>
  budgets.flatMap(({ of, against, atLeast }) => {
    const one = measurements.find(({ name }) => name === of);
    const other = measurements.find(({ name }) => name === against);
    if (one === undefined || other === undefined) return [];
    const ratio = ratioByRound(one.perSecond, other.perSecond);
    return [
      {
        work: `${work}: ${of} ÷ ${against}`,
        found: show(ratio, two),
        byCpu: show(ratioByRound(other.cpuMicroseconds, one.cpuMicroseconds), two),
        target: `≥ ${atLeast}`,
        isMet: ratio.median >= atLeast,
      },
    ];
  });

const verdict = (isMet: boolean | undefined): string => {
  if (isMet === undefined) return '';
  return isMet ? 'met' : '**not met**';
};

const figureTable = (figures: readonly Figure[]): readonly string[] => [
  '| work | found: median (lowest–highest) | target | | by CPU time |',
  '|---|---|---|---|---|',
  ...figures.map(({ work, found, byCpu = '', target, isMet }) => `| ${work} | ${found} | ${target} | ${verdict(isMet)} | ${byCpu} |`),
];

const rowTable = ({ work, measurements }: MeasuredRow): readonly string[] => [
  `### ${work}`,
  '',
  '| server | requests/s | CPU µs per request | p50 ms | p99 ms | generator busy |',
  '|---|---|---|---|---|---|',
  ...measurements.map(
    ({ name, perSecond, cpuMicroseconds, p50Milliseconds, p99Milliseconds, generatorShare }) =>
      `| ${name} | ${show(spreadOf(perSecond), whole)} | ${show(spreadOf(cpuMicroseconds), one)} | ${one.format(spreadOf(p50Milliseconds).median)} | ` +
      `${one.format(spreadOf(p99Milliseconds).median)} | ${whole.format(spreadOf(generatorShare).median * 100)} % |`,
  ),
  '',
];

const shortfalls = (figures: readonly Figure[]): readonly string[] =>
  figures
    .filter(({ isMet }) => isMet === false)
    .map(({ work, found, target }) => `* **${work}**: ${found} of ${target}. ${reasons[work] ?? 'Not yet understood.'}`);

/** Writes the whole of RESULTS.md. */
export function writeReport(rows: readonly MeasuredRow[], extra: readonly Figure[], notes: readonly string[]): string {
  const figures = [...rows.flatMap(judgeBudgets), ...extra];
  const short = shortfalls(figures);
  return [
    '# Results',
    '',
    'Written by `npm run bench`. All contenders of a row ran in turn, in one run; ratios are taken round by round, of rates, and beside them of the',
    'CPU time a request costs, which other work on the machine disturbs less.',
    '',
    ...describeMachine(),
    ...notes,
    '',
    '## Targets',
    '',
    ...figureTable(figures),
    '',
    ...(short.length === 0 ? [] : ['## Where it falls short, and why', '', ...short, '']),
    '## Rates',
    '',
    ...rows.flatMap(rowTable),
  ].join('\n');
}
