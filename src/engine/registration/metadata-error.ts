import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClientFieldFault } from '../clients/client-input.ts';

/** What those that register themselves call fields of ours. */
const wireNames: Readonly<Record<string, string>> = {
  name: 'client_name',
  icon: 'logo_uri',
  allowed_scopes: 'scope',
  callback_url: 'redirect_uris',
};

/** Metadata that cannot be taken, in words for whoever wrote them. */
export const metadataError = (field: string, detail: string): OAuthError =>
  new OAuthError(
    field === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata',
    `The member ${field} ${detail}.`.slice(0, 512),
  );

/** The first fault of a client as an error (RFC 7591 §3.2.2). */
export function errorOfFaults(faults: readonly ClientFieldFault[]): OAuthError {
  const [{ field, detail } = { field: 'client', detail: 'is not valid' }] = faults;
  return metadataError(wireNames[field] ?? field, detail.startsWith(`${field} `) ? detail.slice(field.length + 1) : detail);
}
