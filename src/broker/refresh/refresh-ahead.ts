import { after, type Seconds, seconds } from '../../protocol/units.ts';
import type { Broker } from '../ports.ts';
import { freshenConnection } from './freshen-connection.ts';

/** What is refreshed before anybody has to wait for it. */
export interface RefreshAheadOptions {
  /** Tokens that end within this time are refreshed. @default 5 min */
  readonly ahead: Seconds;
  /** Only connections used within this time. @default 1 day */
  readonly usedWithin: Seconds;
  /** How many at most in one round. @default 50 */
  readonly limit: number;
}

const defaults: RefreshAheadOptions = { ahead: seconds(300), usedWithin: seconds(86_400), limit: 50 };

/**
 * Refreshes, one after another, tokens in use that end soon. Meant to be called about once a minute by every node: which of them does
 * it, the lease decides. Each token's own share of chance spreads refreshes of tokens that were issued together.
 */
export async function refreshAhead(broker: Broker, options: Partial<RefreshAheadOptions> = {}): Promise<void> {
  const { ahead, usedWithin, limit } = { ...defaults, ...options };
  const now = broker.clock();
  const due = await broker.facts.listConnectionsToRefresh(after(now, ahead), after(now, seconds(-usedWithin)), limit);
  for (const connection of due) {
    const provider = broker.providers.find(({ id }) => id === connection.providerId);
    if (provider === undefined) continue;
    await freshenConnection(broker, provider, connection, seconds(Math.ceil(ahead * (0.5 + broker.chance() / 2))));
  }
}
