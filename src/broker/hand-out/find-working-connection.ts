import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { freshenConnection } from '../refresh/freshen-connection.ts';
import { isYoung } from '../refresh/is-young.ts';
import { shareWork } from '../shared-work.ts';
import { checkConnection } from '../validate/validate-connection.ts';
import { announceRejection } from '../webhooks/announce-rejection.ts';

/** A connection whose token works as far as anybody knows, or why there is none. */
export type WorkingConnection =
  | { readonly outcome: 'works'; readonly connection: Connection }
  /** Only the user can mend it, by linking the account again. */
  | { readonly outcome: 'relink'; readonly cause: string }
  /** It may work again by itself. */
  | { readonly outcome: 'unavailable'; readonly cause: string; readonly retryAt: EpochSeconds | undefined };

/**
 * Makes sure that a connection's token lives for `minValidity` more and that its provider accepts it.
 *
 * A provider that calls an unexpired token invalid is believed, and asked for another with the refresh token, once for each token:
 * only if that one is refused too, or none can be had, the user has to link the account again.
 */
export async function findWorkingConnection(
  broker: Broker,
  provider: Provider,
  found: Connection,
  minValidity: Seconds,
): Promise<WorkingConnection> {
  const freshened = await freshenConnection(broker, provider, found, minValidity);
  if (freshened.outcome !== 'fresh') return freshened;
  const first = await check(broker, provider, freshened.connection);
  if (first.outcome !== 'refused') return first;

  const rejected = await reject(broker, provider, first);
  const renewed = await freshenConnection(broker, provider, rejected, minValidity);
  if (renewed.outcome !== 'fresh') return renewed;
  if (renewed.connection.generation === rejected.generation) return notRenewed(renewed.connection, first.words, renewed.trouble);
  const second = await check(broker, provider, renewed.connection);
  if (second.outcome !== 'refused') return second;
  await reject(broker, provider, second);
  return { outcome: 'relink', cause: second.words };
}

interface RefusedConnection {
  readonly outcome: 'refused';
  readonly connection: Connection;
  /** What the provider said. */
  readonly words: string;
}

async function check(broker: Broker, provider: Provider, connection: Connection): Promise<WorkingConnection | RefusedConnection> {
  const validation = await checkConnection(broker, provider, connection);
  switch (validation.verdict) {
    case 'valid':
    case 'assumed':
      return { outcome: 'works', connection };
    case 'unclear':
      return { outcome: 'unavailable', cause: validation.words, retryAt: undefined };
    case 'invalid':
      return { outcome: 'refused', connection, words: validation.words };
  }
}

/** Notes down that the provider refuses a token, so that whoever comes next knows it too, and announces it if only the user can help. */
async function reject(broker: Broker, provider: Provider, { connection, words }: RefusedConnection): Promise<Connection> {
  const { id, generation, refreshToken } = connection;
  if (connection.rejectedAt !== undefined && connection.lastValidatedAt === undefined) return connection;
  const rejectedAt = broker.clock();
  const rejected = { ...connection, rejectedAt, lastValidatedAt: undefined };
  await shareWork(broker, `reject ${id} ${generation}`, async () => {
    const isFinal = !provider.refreshes || refreshToken === undefined || isYoung(connection, rejectedAt);
    const news = isFinal ? [announceRejection({ now: rejectedAt, connection, words })] : [];
    await broker.commit([{ change: 'reject_token', connectionId: id, generation, rejectedAt }, ...news]);
    if (isFinal) broker.report({ event: 'token_refused', providerId: provider.id, connectionId: id, words });
  });
  return rejected;
}

function notRenewed({ failure }: Connection, refused: string, trouble: string | undefined): WorkingConnection {
  if (trouble === undefined || failure === undefined) return { outcome: 'relink', cause: refused };
  if (failure.class === 'terminal') return { outcome: 'relink', cause: trouble };
  return { outcome: 'unavailable', cause: `${refused} Refreshing it failed: ${trouble}`, retryAt: failure.nextAttemptAt };
}
