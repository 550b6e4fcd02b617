import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import { formatScope } from '../../protocol/scope.ts';
import { responseTypes } from '../authorize/judge-authorization-request.ts';
import { authorizationCode } from '../grants/authorization-code.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { decideScopes } from '../scopes/decide-scopes.ts';
import { clientMetadata } from './client-metadata.ts';
import { encodeWords } from './client-words.ts';
import { encodeCustomMetadata } from './custom-metadata.ts';

/** The scopes it may have; of one that may have all, those that it gets without asking. */
function encodeScope(service: Pick<Service, 'scopes'>, client: Client): string | undefined {
  const scopes = client.allowedScopes ?? decideScopes({ service, client, requestedScope: undefined });
  return scopes instanceof Error || scopes.length === 0 ? undefined : formatScope(scopes);
}

/**
 * What a client is, in the members of its metadata: what was registered, as it was understood (RFC 7591 §3.2.1). Members that are undefined
 * are to be left out.
 */
export const encodeClientMetadata = (service: Pick<Service, 'scopes' | 'registrationRules'>, client: Client): JsonObject => ({
  ...encodeCustomMetadata(service, client.description),
  ...Object.fromEntries(clientMetadata.map(({ name, read }) => [name, read(client)])),
  ...(client.certificateSubject === undefined ? {} : { [client.certificateSubject.field]: client.certificateSubject.value }),
  ...encodeWords(client.description),
  response_types: client.grantTypes.includes(authorizationCode.name) ? responseTypes : [],
  scope: encodeScope(service, client),
});
