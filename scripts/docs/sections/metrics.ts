import { makeMetrics } from '../../../src/server/metrics.ts';
import { code, type Section, table } from '../section.ts';

/** What every process of Node.js tells; it is not ours to explain. */
const isOfNode = (name: string): boolean => /^grantry_(?:process|nodejs)_/.test(name);

/** Every metric of ours. */
export const metrics: Section = {
  file: 'docs/operating.md',
  name: 'metrics',
  render: () =>
    table(
      ['metric', 'labels', 'kind', 'meaning'],
      makeMetrics()
        .registry.getMetricsAsArray()
        .filter(({ name }) => !isOfNode(name))
        .map((metric) => [
          code(metric.name),
          'labelNames' in metric ? (metric.labelNames as readonly string[]).map(code).join(', ') : '', // not in its type
          metric.constructor.name.toLowerCase(),
          metric.help,
        ]),
    ),
};
