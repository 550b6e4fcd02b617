import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import { type JsonObject, parseObject } from '../../protocol/jose/parse-object.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { Secret } from '../../protocol/secret.ts';
import { findClientAuthMethod } from '../client-auth/registry.ts';
import type { ClientInput } from '../clients/client-input.ts';
import { decideClientCreation } from '../clients/decide-client.ts';
import { findListedUris } from '../clients/find-listed-uris.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { ClientWithSecrets, Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { claimSoftwareId } from './claim-software-id.ts';
import { findRegistered, type ManagementRequest } from './find-registered.ts';
import { isSecretMethod, issueClientSecret } from './issue-client-secret.ts';
import { keepSettings } from './keep-settings.ts';
import { errorOfFaults, metadataError } from './metadata-error.ts';
import { readClientMetadata } from './read-client-metadata.ts';
import { defaultAuthMethod } from './register-client.ts';
import type { RegistrationUpdated } from './registration-decision.ts';
import { findUnattended } from './unattended-grants.ts';

type Tools = Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint' | 'sha256' | 'fetchSectorRedirectUris'>;

/** Members that are ours to say (RFC 7592 §2.2). */
const ourMembers = ['registration_access_token', 'registration_client_uri', 'client_secret_expires_at', 'client_id_issued_at'];

function isOwnSecret({ sha256 }: Tools, { secrets }: ClientWithSecrets, sent: unknown): boolean {
  const hash = sha256((typeof sent === 'string' && parseCredential(sent)?.secret) || '');
  return secrets.some(({ secretHash }) => equalInConstantTime(secretHash, hash));
}

/** What is wrong with who an update says it is about. */
function findIdentityError(tools: Tools, found: ClientWithSecrets, metadata: JsonObject): OAuthError | undefined {
  const ours = ourMembers.find((name) => metadata[name] !== undefined);
  if (ours !== undefined) return metadataError(ours, 'must not be sent');
  if (metadata.client_id !== found.client.clientId) return metadataError('client_id', 'must be that of the client');
  if (metadata.client_secret === undefined || isOwnSecret(tools, found, metadata.client_secret)) return undefined;
  return metadataError('client_secret', 'must be that of the client: it cannot be chosen');
}

/** What an update may not do to a client. */
function findLimitError(current: Client, { clientType, grantTypes = [] }: ClientInput): OAuthError | undefined {
  if (clientType !== undefined && clientType !== current.clientType)
    return metadataError('token_endpoint_auth_method', `must suit a ${current.clientType} client`);
  const unattended = findUnattended(grantTypes.filter((name) => !current.grantTypes.includes(name)));
  return unattended === undefined ? undefined : metadataError('grant_types', `must not come to have ${unattended}`);
}

/** Whether it has a secret that its new method can use: one that is the key of an HMAC must have been kept whole. */
const hasUsableSecret = ({ client, secrets }: ClientWithSecrets, method: string): boolean =>
  client.tokenEndpointAuthMethod === method ||
  (isSecretMethod(client.tokenEndpointAuthMethod) && secrets.length > 0 && findClientAuthMethod(method)?.keepsSecrets !== true);

async function decideUpdate(engine: Tools, request: ManagementRequest & { readonly json: string }): Promise<RegistrationUpdated | Refusal> {
  const { service, json } = request;
  const found = await findRegistered(engine, request);
  if (found instanceof OAuthError) return refuse(found);
  const { client: current } = found;
  const metadata = parseObject(json);
  if (metadata === undefined) return refuse(new OAuthError('invalid_client_metadata', 'The body must be a JSON object.'));
  const identityError = findIdentityError(engine, found, metadata);
  if (identityError !== undefined) return refuse(identityError);
  const input = readClientMetadata(metadata, { service, defaultAuthMethod });
  if (input instanceof OAuthError) return refuse(input);
  const limitError = findLimitError(current, input);
  if (limitError !== undefined) return refuse(limitError);
  const now = engine.clock();
  const listed = await findListedUris(engine, input);
  const { number, clientId, source, createdBy } = current;
  const made = decideClientCreation({ now, service, input, source, createdBy, number, clientId, listed });
  if (made.action === 'reject') return refuse(errorOfFaults(made.faults));
  const client = keepSettings(current, made.client);
  const claimed = await claimSoftwareId(engine.facts, service, client);
  if (claimed instanceof OAuthError) return refuse(claimed);
  const issued = hasUsableSecret(found, client.tokenEndpointAuthMethod)
    ? { secret: undefined, changes: [] }
    : issueClientSecret(engine, client, now);
  return {
    action: 'updated',
    client,
    secret: issued.secret,
    token: new Secret(request.token ?? ''),
    changes: [...claimed, { change: 'update_client', client }, ...issued.changes],
  };
}

/**
 * Replaces a registration: members that are left out get their default. Whether the client can keep a secret stays. One that comes to
 * authenticate by a secret gets one.
 *
 * @see RFC 7592 §2.2
 */
export const updateRegistration = (
  engine: Tools,
  request: ManagementRequest & { readonly json: string },
): Promise<RegistrationUpdated | Refusal> => settle(engine, () => decideUpdate(engine, request));
