import { findDefaults } from '../broker/hand-out/list-links.ts';
import { type Health, healthOf } from '../broker/health.ts';
import type { Connection } from '../broker/model/connection.ts';
import type { Provider } from '../broker/model/provider.ts';
import { canRefresh } from '../broker/refresh/refresh-now.ts';
import type { EpochSeconds } from '../protocol/units.ts';
import type { ConsoleContext } from './context.ts';
import type { ProviderCardProps } from './views/connections.ts';
import type { AccountProps } from './views/parts/account.ts';

const causeOf = (health: Health): string | undefined => (health.state === 'ok' ? undefined : health.cause);

/** A connection as the pages show it. */
export function toAccount(provider: Provider, connection: Connection, now: EpochSeconds, standing: AccountProps['standing']): AccountProps {
  const health = healthOf(connection, provider.refreshes, now);
  const { account, scopes, createdAt, expiresAt, lastRefreshedAt, lastValidatedAt, lastUsedAt } = connection;
  return {
    connectionId: connection.id,
    login: account === '' ? undefined : account,
    standing,
    isPasted: connection.kind === 'token',
    health: health.state,
    cause: causeOf(health),
    scopes,
    linkedAt: createdAt,
    expiresAt,
    lastRefreshedAt,
    lastValidatedAt,
    lastUsedAt,
    canRefresh: canRefresh(provider, connection),
    // A provider known by its issuer names the endpoint itself, or turns out to have none.
    isRevokedUpstream: provider.revokeUrl !== undefined || provider.issuer !== undefined,
  };
}

/** Every provider with the person's accounts there, in the operator's order. */
export async function listProviderCards({ broker }: ConsoleContext, userId: string): Promise<readonly ProviderCardProps[]> {
  const connections = await broker.facts.listConnections(userId);
  const now = broker.clock();
  const defaults = findDefaults(connections);
  const standingOf = ({ id }: Connection, accounts: readonly Connection[]): AccountProps['standing'] => {
    if (accounts.length === 1) return 'only';
    return defaults.has(id) ? 'default' : 'other';
  };
  const listAccounts = (provider: Provider): readonly AccountProps[] => {
    const accounts = connections.filter(({ providerId }) => providerId === provider.id);
    return accounts.map((connection) => toAccount(provider, connection, now, standingOf(connection, accounts)));
  };
  return broker.providers.map((provider) => ({
    id: provider.id,
    name: provider.displayName,
    icon: provider.displayIcon,
    accounts: listAccounts(provider),
  }));
}
