import { isCallableUrl } from '../../protocol/callable-url.ts';
import { findRedirectUriFault } from '../../protocol/redirect-uri.ts';
import type { Client } from '../model/client.ts';
import type { ClientFieldFault } from './client-input.ts';

const maxRedirectUris = 32;

const fault = (field: string, detail: string): ClientFieldFault => ({ field, detail: `${field} ${detail}` });

/**
 * What is wrong with how a client takes part in logging out; empty if nothing is.
 *
 * @see OpenID Connect RP-Initiated Logout §3.1, OpenID Connect Back-Channel Logout §2.2
 */
export function findLogoutFaults({ logoutRules, clientType }: Pick<Client, 'logoutRules' | 'clientType'>): readonly ClientFieldFault[] {
  const { postLogoutRedirectUris: uris, backchannelLogoutUri, backchannelLogoutSessionRequired } = logoutRules;
  const faults: ClientFieldFault[] = [];
  const field = 'post_logout_redirect_uris';
  if (uris.length > maxRedirectUris) faults.push(fault(field, `must not have more than ${maxRedirectUris} entries`));
  const detail = uris.map((uri) => findRedirectUriFault(uri, clientType)).find((found) => found !== undefined);
  if (detail !== undefined) faults.push(fault(field, detail));
  if (backchannelLogoutUri !== undefined && !isCallableUrl(backchannelLogoutUri))
    faults.push(fault('backchannel_logout_uri', 'must be an https URL without a fragment'));
  if (backchannelLogoutSessionRequired && backchannelLogoutUri === undefined)
    faults.push(fault('backchannel_logout_session_required', 'needs backchannel_logout_uri'));
  return faults;
}
