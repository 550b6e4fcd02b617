import { isUnencryptedRedirect } from '../../protocol/redirect-uri.ts';
import { authorizationCode } from '../grants/authorization-code.ts';
import { signingAlgorithms } from '../keys/signing-algorithms.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { DemandsInForce } from '../profiles/demands.ts';
import { findDemands } from '../profiles/find-demands.ts';
import { findProfile, profiles } from '../profiles/registry.ts';
import type { ClientFieldFault, ClientInput } from './client-input.ts';

/** What was sent besides the client it makes. */
interface SentProfile {
  readonly input: Pick<ClientInput, 'profiles' | 'idTokenSignedResponseAlg' | 'userinfoSignedResponseAlg'>;
  /** What the caller named the redirect URIs. */
  readonly redirectUriField: string;
}

const fault = (field: string, detail: string): ClientFieldFault => ({ field, detail: `${field} ${detail}` });

/** The algorithms a client names for signatures, by wire name. */
const namedAlgorithms = (client: Client, { input }: SentProfile): readonly (readonly [field: string, algorithm: string | undefined])[] => [
  ['token_endpoint_auth_signing_alg', client.tokenEndpointAuthSigningAlg],
  ['request_object_signing_alg', client.requestRules.signingAlg],
  // What was not named now may be the default, and is passed over for one that is allowed.
  ['id_token_signed_response_alg', input.idTokenSignedResponseAlg],
  ['userinfo_signed_response_alg', input.userinfoSignedResponseAlg],
  ...answerAlgorithms(client),
];

/** Those that we sign with. */
const answerAlgorithms = (client: Client): readonly (readonly [field: string, algorithm: string | undefined])[] => [
  ['authorization_signed_response_alg', client.authorizationSignedResponseAlg],
  ['introspection_signed_response_alg', client.introspectionSignedResponseAlg],
];

function* nameFaults(client: Client, { input }: SentProfile): Generator<ClientFieldFault> {
  const known = profiles.map(({ name }) => name).join(', ');
  if (input.profiles?.some((name) => findProfile(name) === undefined) === true) yield fault('profiles', `may have ${known}`);
  const ours: readonly string[] = signingAlgorithms;
  for (const [field, algorithm] of answerAlgorithms(client))
    if (algorithm !== undefined && !ours.includes(algorithm)) yield fault(field, `must be one of ${ours.join(', ')}`);
}

function* identityFaults(client: Client, demands: DemandsInForce): Generator<ClientFieldFault> {
  const { confidentialClients, clientAuthMethods } = demands;
  if (confidentialClients !== undefined && client.clientType === 'public') {
    yield fault('client_type', `must be confidential (${confidentialClients.clause})`);
  } else if (clientAuthMethods !== undefined && !clientAuthMethods.value.includes(client.tokenEndpointAuthMethod)) {
    const { value, clause } = clientAuthMethods;
    yield fault('token_endpoint_auth_method', `must be one of ${value.join(', ')} (${clause})`);
  }
}

function* requestFaults(client: Client, demands: DemandsInForce, field: string): Generator<ClientFieldFault> {
  const { encryptedRedirects, signedRequests } = demands;
  if (encryptedRedirects !== undefined && client.redirectUris.some(isUnencryptedRedirect)) {
    yield fault(field, `must be https, or http on 127.0.0.1 or [::1] (${encryptedRedirects.clause})`);
  }
  const hasKeys = client.jwks !== undefined || client.jwksUri !== undefined;
  if (signedRequests !== undefined && !hasKeys && client.grantTypes.includes(authorizationCode.name)) {
    yield fault('jwks', `or jwks_uri is required to sign requests (${signedRequests.clause})`);
  }
}

function* algorithmFaults(client: Client, { signingAlgorithms: allowed }: DemandsInForce, sent: SentProfile): Generator<ClientFieldFault> {
  if (allowed === undefined) return;
  for (const [field, algorithm] of namedAlgorithms(client, sent))
    if (algorithm !== undefined && !allowed.value.includes(algorithm))
      yield fault(field, `must be one of ${allowed.value.join(', ')} (${allowed.clause})`);
}

/**
 * Why a client cannot keep its profiles, or those of its service; empty if it can. The clause is told with each fault.
 */
export function findProfileFaults(service: Pick<Service, 'profiles'>, client: Client, sent: SentProfile): readonly ClientFieldFault[] {
  const demands = findDemands(service, client);
  return [
    ...nameFaults(client, sent),
    ...identityFaults(client, demands),
    ...requestFaults(client, demands, sent.redirectUriField),
    ...algorithmFaults(client, demands, sent),
  ];
}
