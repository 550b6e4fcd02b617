import { responseModes } from '../authorize/response-modes.ts';
import { noDemands } from './demands.ts';
import { findDemands, type ProfileHolder } from './find-demands.ts';

/** Members of metadata documents, by name. */
type Metadata = Readonly<Record<string, unknown>>;

const keepAllowed = (value: unknown, allowed: readonly string[] | undefined): unknown =>
  allowed === undefined || !Array.isArray(value) ? value : value.filter((each) => allowed.includes(each));

const signedModes: readonly string[] = responseModes.filter(({ isSigned }) => isSigned).map(({ name }) => name);

/**
 * Metadata as it is true of a service under profiles: what would be refused is not offered. Members are known by how their names end, so
 * that none is forgotten.
 *
 * @see RFC 8414 §2, RFC 9728 §2
 */
export function narrowMetadata<Document extends object>(service: ProfileHolder, document: Document): Document {
  const demands = findDemands(service);
  if (demands === noDemands) return document;
  const { clientAuthMethods, signingAlgorithms, signedResponses, pushedRequests, signedRequests } = demands;
  const narrow = (name: string, value: unknown): unknown => {
    if (name.endsWith('_auth_methods_supported')) return keepAllowed(value, clientAuthMethods?.value);
    if (name.endsWith('signing_alg_values_supported')) return keepAllowed(value, signingAlgorithms?.value);
    if (name === 'response_modes_supported') return keepAllowed(value, signedResponses && signedModes);
    if (name === 'require_pushed_authorization_requests') return value === true || pushedRequests !== undefined;
    if (name === 'require_signed_request_object') return value === true || signedRequests !== undefined;
    return value;
  };
  const narrowed: Metadata = Object.fromEntries(Object.entries(document).map(([name, value]) => [name, narrow(name, value)]));
  return narrowed as Document; // each member keeps its type: lists stay lists, booleans booleans
}
