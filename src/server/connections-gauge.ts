import { Gauge, type Registry } from 'prom-client';
import type { ConnectionCount } from '../broker/ports.ts';
import type { Awaitable } from '../protocol/commit.ts';

/** A count reads the whole table: it is good for so long, however many scrape. */
const goodForMilliseconds = 30_000;

type CountConnections = () => Awaitable<readonly ConnectionCount[]>;

/**
 * Adds `grantry_connections` to the registry: connections by provider and health, counted when somebody reads it.
 *
 * @returns what names the one who counts.
 */
export function connectionsGauge(registry: Registry): (count: CountConnections) => void {
  let count: CountConnections | undefined;
  let countedAt = Number.NEGATIVE_INFINITY;
  const gauge = new Gauge({
    name: 'grantry_connections',
    help: 'Connections, by provider and health.',
    labelNames: ['provider', 'health'] as const,
    registers: [registry],
    collect: async () => {
      if (count === undefined || performance.now() - countedAt < goodForMilliseconds) return;
      countedAt = performance.now();
      const counts = await count();
      gauge.reset();
      for (const { providerId, health, count: value } of counts) gauge.labels(providerId, health).set(value);
    },
  });
  return (counter) => {
    count = counter;
  };
}
