import { isCallableUrl } from '../../protocol/callable-url.ts';
import { findJwkSetFault } from '../../protocol/jose/jwk-set.ts';
import { findClientAuthMethod } from '../client-auth/registry.ts';
import type { CertificateSubject, Client } from '../model/client.ts';
import type { ClientFieldFault, ClientInput } from './client-input.ts';

const maxLength = 2048;
const printable = /^[^\p{Cc}]+$/u;

const fault = (field: string, detail: string): ClientFieldFault => ({ field, detail: `${field} ${detail}` });

function* keyFaults({ jwks, jwksUri: uri }: ClientInput): Generator<ClientFieldFault> {
  const jwksFault = jwks === undefined ? undefined : findJwkSetFault(jwks);
  if (jwksFault !== undefined) yield fault('jwks', jwksFault);
  if (jwks !== undefined && uri !== undefined) yield fault('jwks_uri', 'must not be sent together with jwks'); // RFC 7591 §2
  if (uri !== undefined && !isCallableUrl(uri)) yield fault('jwks_uri', 'must be an https URL');
}

function* subjectFaults(subjects: readonly CertificateSubject[]): Generator<ClientFieldFault> {
  const [first, second] = subjects;
  if (second !== undefined) yield fault(second.field, `must not be sent together with ${first?.field}`); // RFC 8705 §2.1.2
  for (const { field, value } of subjects)
    if (value === '' || value.length > maxLength || !printable.test(value)) yield fault(field, 'must be printable text');
}

function* methodFaults(client: Client): Generator<ClientFieldFault> {
  const method = findClientAuthMethod(client.tokenEndpointAuthMethod);
  if (method === undefined) return;
  if (method.needs === 'keys' && client.jwks === undefined && client.jwksUri === undefined) {
    yield fault('jwks', `or jwks_uri is required for ${method.name}`);
  }
  if (method.needs === 'certificate_subject' && client.certificateSubject === undefined) {
    yield fault('tls_client_auth_subject_dn', `or one of tls_client_auth_san_* is required for ${method.name}`);
  }
  const { tokenEndpointAuthSigningAlg: algorithm } = client;
  if (algorithm !== undefined && method.signingAlgorithms?.includes(algorithm) !== true) {
    yield fault('token_endpoint_auth_signing_alg', `must not be ${algorithm.slice(0, 32)} with ${method.name}`);
  }
}

/**
 * What is wrong with what a client proves itself with; empty if nothing is.
 *
 * @see RFC 7591 §2, RFC 8705 §2.1.2
 */
export const findProofFaults = (client: Client, input: ClientInput): readonly ClientFieldFault[] => [
  ...keyFaults(input),
  ...subjectFaults(input.certificateSubjects ?? []),
  ...methodFaults(client),
];
