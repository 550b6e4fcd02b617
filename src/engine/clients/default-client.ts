import { clientSecretPost } from '../client-auth/client-secret-post.ts';
import { none } from '../client-auth/none.ts';
import { grantTypes } from '../grants/registry.ts';
import { looseClientRules } from '../model/binding-rules.ts';
import type { Client } from '../model/client.ts';
import { noDescription } from '../model/client-description.ts';
import { plainClientTerms } from '../model/client-terms.ts';
import { noLogoutRules } from '../model/logout-rules.ts';
import { plainOpenIdRules } from '../model/openid-rules.ts';
import { plainClientRules } from '../model/request-rules.ts';
import { type ClientProfile, noProfile } from './client-profile.ts';
import { type ClientProofs, noProofs } from './client-proofs.ts';

/** The settings a client has that asked for none: every grant type its kind may use, and seed 003's way to authenticate. */
export const defaultClientSettings = (
  clientType: Client['clientType'],
): ClientProofs &
  ClientProfile &
  Pick<
    Client,
    | 'grantTypes'
    | 'tokenEndpointAuthMethod'
    | 'icon'
    | 'pkceRequired'
    | 'requestRules'
    | 'bindingRules'
    | 'openIdRules'
    | 'logoutRules'
    | 'isLocked'
    | 'terms'
    | 'description'
  > => ({
  grantTypes: grantTypes
    .filter(({ isDefault, publicClients }) => isDefault !== false && (clientType === 'confidential' || publicClients === 'allowed'))
    .map(({ name }) => name),
  tokenEndpointAuthMethod: clientType === 'public' ? none.name : clientSecretPost.name,
  icon: '',
  ...noProofs,
  pkceRequired: clientType === 'public',
  requestRules: plainClientRules,
  bindingRules: looseClientRules,
  openIdRules: plainOpenIdRules,
  ...noProfile,
  logoutRules: noLogoutRules,
  isLocked: false,
  terms: plainClientTerms,
  description: noDescription,
});
