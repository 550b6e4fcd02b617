import { consentForOfflineAccess } from './openid.ts';
import type { ProviderType } from './provider-type.ts';

/** Any OAuth 2 server, by its URLs or its issuer: what a type is that no other file here knows. */
export const generic: ProviderType = {
  type: 'oauth2',
  docs: 'https://www.rfc-editor.org/rfc/rfc6749',
  displayName: 'OAuth 2',
  displayIcon: '/emojis/1f511.png',
  defaults: { pkceMethod: 'S256' },
  authorizeParameters: consentForOfflineAccess,
};
