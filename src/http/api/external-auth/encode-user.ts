import type { ProviderUser } from '../../../broker/providers/provider-type.ts';

/** A person or organization at a provider. */
export const encodeUser = (user: ProviderUser): unknown => ({
  id: user.id,
  login: user.login,
  avatar_url: user.avatarUrl,
  profile_url: user.profileUrl,
  name: user.name,
});
