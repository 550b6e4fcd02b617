import { isCallableUrl } from '../../protocol/callable-url.ts';
import { signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { ClientFieldFault } from './client-input.ts';

/** Addresses a client may register for its requests. */
const maxRequestUris = 16;
/** Letters of one (RFC 9101 §5.2). */
const maxRequestUriLength = 512;

function findRequestUriFault(requestUris: readonly string[]): ClientFieldFault | undefined {
  const field = 'request_uris';
  if (requestUris.length > maxRequestUris) return { field, detail: `${field} has more than ${maxRequestUris} entries` };
  const bad = requestUris.find((uri) => uri.length > maxRequestUriLength || !isCallableUrl(uri.replace(/#.*$/, '')));
  return bad === undefined ? undefined : { field, detail: `${field} must be https URLs of at most ${maxRequestUriLength} letters` };
}

/**
 * What is wrong with the rules for a client's requests; empty if nothing is.
 *
 * @see RFC 9101 §10.5, OpenID Connect Dynamic Client Registration §2
 */
export function findRequestFaults(
  service: Pick<Service, 'requestRules'>,
  { requestRules, jwks, jwksUri }: Client,
): readonly ClientFieldFault[] {
  const { requireSigned, signingAlg, defaultMaxAge, defaultAcrValues, requestUris } = requestRules;
  const faults: ClientFieldFault[] = [];
  if (signingAlg !== undefined && !signatureAlgorithmNames.includes(signingAlg)) {
    const field = 'request_object_signing_alg';
    faults.push({ field, detail: `${field} must be one of ${signatureAlgorithmNames.join(', ')}` });
  }
  if (requireSigned && jwks === undefined && jwksUri === undefined) {
    const field = 'require_signed_request_object';
    faults.push({ field, detail: `${field} needs jwks or jwks_uri` });
  }
  const unknown = defaultAcrValues.find((acr) => !service.requestRules.authenticationClasses.some((known) => known.acr === acr));
  if (unknown !== undefined) {
    const field = 'default_acr_values';
    faults.push({ field, detail: `${field} has a class that nobody can reach here: ${unknown.slice(0, 64)}` });
  }
  if (defaultMaxAge !== undefined && !(Number.isSafeInteger(defaultMaxAge) && defaultMaxAge >= 0)) {
    const field = 'default_max_age';
    faults.push({ field, detail: `${field} must be a whole number of seconds` });
  }
  const requestUriFault = findRequestUriFault(requestUris);
  return requestUriFault === undefined ? faults : [...faults, requestUriFault];
}
