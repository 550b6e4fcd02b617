import { findInstallationFault } from '../agents/installation-rules.ts';
import type { FederationPolicy } from '../model/federation-policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { saysSomething } from '../workload/match-pattern.ts';
import { findOpenness } from './shared-issuers.ts';

/** The shortest and the longest a token may work, in seconds; GitHub's live an hour. */
export const lifetimes = { least: 60, most: 3600 } as const;

const nameShape = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Keys that travel in the open could be anybody's, unless they travel nowhere. */
const isSafeUrl = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname));
};

/** Why a policy cannot be; undefined if it can. */
export function refusePolicy(policy: FederationPolicy): Refusal | undefined {
  const { name, issuer, jwksUri, subject, claims = {}, installation, maxLifetime } = policy;
  const invalid = (field: string, message: string): Refusal => refuse('invalid', message, { field });
  if (!nameShape.test(name)) return invalid('name', 'A name has 1 to 64 lower-case letters, digits and hyphens.');
  if (!isSafeUrl(issuer)) return invalid('issuer', 'An issuer is an https URL.');
  if (jwksUri !== undefined && !isSafeUrl(jwksUri)) return invalid('jwks_uri', 'Keys are at an https URL.');
  const patterns = Object.values(claims);
  if (patterns.some((each) => each.length === 0)) return invalid('claims', 'Each claim needs a value.');
  if (![[subject ?? ''], ...patterns].some((each) => each.every(saysSomething))) {
    return invalid('subject', 'A subject or a claim is needed that not everybody of the issuer has.');
  }
  const openness = findOpenness(policy);
  if (openness !== undefined) return invalid('subject', openness);
  const fault = findInstallationFault(installation);
  if (fault !== undefined) return invalid('installation', fault);
  if (maxLifetime !== undefined && (maxLifetime < lifetimes.least || maxLifetime > lifetimes.most)) {
    return invalid('max_lifetime_seconds', `A token works for ${lifetimes.least} to ${lifetimes.most} seconds.`);
  }
  return undefined;
}
