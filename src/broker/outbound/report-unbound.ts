import type { Secret } from '../../protocol/secret.ts';
import type { ConnectionTokens } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';

/** Tells the operator that a provider was asked for tokens bound to a key and issued bearer tokens, which are kept as such. */
export function reportUnbound(broker: Pick<Broker, 'report'>, provider: Provider, asked: Secret | undefined, kept: ConnectionTokens): void {
  if (asked !== undefined && kept.dpopKey === undefined) broker.report({ event: 'dpop_ignored', providerId: provider.id });
}
