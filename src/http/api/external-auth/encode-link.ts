import { gitUrlsOf } from '../../../broker/hand-out/git-urls.ts';
import type { Link } from '../../../broker/hand-out/list-links.ts';
import { type Health, healthOf } from '../../../broker/health.ts';
import type { Provider } from '../../../broker/model/provider.ts';
import type { ResolvedEndpoints } from '../../../broker/ports.ts';
import { type EpochSeconds, never, toRfc3339 } from '../../../protocol/units.ts';

/** A provider as the list of links shows it. */
export const encodeLinkProvider = (
  provider: Provider,
  { validateUrl, revokeUrl }: Pick<ResolvedEndpoints, 'validateUrl' | 'revokeUrl'>,
): unknown => ({
  id: provider.id,
  type: provider.type,
  display_name: provider.displayName,
  display_icon: provider.displayIcon,
  device: provider.deviceFlow,
  allow_refresh: provider.refreshes,
  allow_validate: validateUrl !== undefined,
  supports_revocation: revokeUrl !== undefined,
  code_challenge_methods_supported: [provider.pkceMethod],
  git_urls: gitUrlsOf(provider),
});

const encodeHealth = (health: Health): unknown => {
  switch (health.state) {
    case 'ok':
      return { state: health.state };
    case 'expiring':
      return { state: health.state, cause: health.cause, at: toRfc3339(health.at) };
    case 'degraded':
    case 'needs_reauth':
      return { state: health.state, cause: health.cause, since: toRfc3339(health.since) };
  }
};

const timeOrNull = (at: EpochSeconds | undefined): string | null => (at === undefined ? null : toRfc3339(at));

/** A linked account as the list shows it. */
export const encodeLink = ({ connection, provider, isDefault, authenticated, error }: Link, now: EpochSeconds): unknown => ({
  provider_id: connection.providerId,
  created_at: toRfc3339(connection.createdAt),
  updated_at: toRfc3339(connection.updatedAt),
  expires: connection.expiresAt === undefined ? never : toRfc3339(connection.expiresAt),
  has_refresh_token: connection.refreshToken !== undefined,
  authenticated,
  validate_error: error,
  id: connection.id,
  account: connection.account,
  account_id: connection.accountId ?? null,
  kind: connection.kind,
  default: isDefault,
  scopes: connection.scopes,
  generation: connection.generation,
  health: encodeHealth(healthOf(connection, provider?.refreshes ?? false, now)),
  last_refreshed_at: timeOrNull(connection.lastRefreshedAt),
  last_validated_at: timeOrNull(connection.lastValidatedAt),
  last_used_at: timeOrNull(connection.lastUsedAt),
});
