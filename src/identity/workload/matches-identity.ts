import type { ClaimRules, WorkloadIdentity } from '../model/workload-identity.ts';
import { matchesPattern } from './match-pattern.ts';
import type { Claims, ProvenWorkload } from './platform.ts';

/** A claim by its name, or by a path: `kubernetes.io/namespace` is the member `namespace` of the claim `kubernetes.io`. */
function findClaim(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  const slash = path.indexOf('/');
  const inner = slash === -1 ? undefined : findClaimObject(claims, path.slice(0, slash));
  return inner === undefined ? undefined : findClaim(inner, path.slice(slash + 1));
}

function findClaimObject(claims: Claims, name: string): Claims | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** What a claim says, as text: each of its values if it has several. Objects say nothing. */
const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => ['string', 'number', 'boolean'].includes(typeof each)).map(String);

/** What the claim of a name or a path says, as texts; none if it is not there. */
export const claimTexts = (claims: Claims, path: string): readonly string[] => textsOf(findClaim(claims, path));

/** Whether each claim that is named has a value that one of its patterns matches. */
export const matchesClaims = (rules: ClaimRules, claims: Claims): boolean =>
  Object.entries(rules).every(([name, patterns]) =>
    claimTexts(claims, name).some((text) => patterns.some((pattern) => matchesPattern(pattern, text))),
  );

/** Whether the workload that was proven is the one an agent is known by. */
export function matchesIdentity(identity: WorkloadIdentity, proven: ProvenWorkload): boolean {
  if (!('issuer' in identity)) {
    return 'instanceId' in proven && identity.platform === proven.platform && identity.instanceId === proven.instanceId;
  }
  if (!('issuer' in proven) || identity.issuer !== proven.issuer) return false;
  return matchesPattern(identity.subject ?? '*', proven.subject) && matchesClaims(identity.claims ?? {}, proven.claims);
}
