import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import type { Service } from '../model/service.ts';
import { encodeClientMetadata } from './encode-client-metadata.ts';
import type { RegisteredClient } from './registration-decision.ts';

/**
 * The client information response. Members that are undefined are to be left out. Secrets do not expire.
 *
 * @param managementUri where the registration is managed.
 * @see RFC 7591 §3.2.1, RFC 7592 §3
 */
export const encodeRegistration = (
  service: Pick<Service, 'scopes' | 'registrationRules'>,
  { client, secret, token }: RegisteredClient,
  managementUri: string,
): JsonObject => ({
  client_id: client.clientId,
  client_id_issued_at: client.createdAt,
  ...(secret === undefined ? {} : { client_secret: secret.reveal(), client_secret_expires_at: 0 }),
  registration_access_token: token.reveal(),
  registration_client_uri: managementUri,
  ...encodeClientMetadata(service, client),
});
