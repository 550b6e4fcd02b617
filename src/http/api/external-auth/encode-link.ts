import type { Link } from '../../../broker/hand-out/list-links.ts';
import type { Provider } from '../../../broker/model/provider.ts';
import type { ResolvedEndpoints } from '../../../broker/ports.ts';
import { never, toRfc3339 } from '../../../protocol/units.ts';

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
});

/** A linked account as the list shows it. */
export const encodeLink = ({ connection, authenticated, error }: Link): unknown => ({
  provider_id: connection.providerId,
  created_at: toRfc3339(connection.createdAt),
  updated_at: toRfc3339(connection.updatedAt),
  expires: connection.expiresAt === undefined ? never : toRfc3339(connection.expiresAt),
  has_refresh_token: connection.refreshToken !== undefined,
  authenticated,
  validate_error: error,
});
