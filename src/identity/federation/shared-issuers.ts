import type { FederationPolicy } from '../model/federation-policy.ts';

/** An issuer that anybody may have a token of, and what tells whose it is. */
interface SharedIssuer {
  readonly issuer: string;
  /** A pattern of subjects that begins like this names an owner. */
  readonly subject: RegExp;
  /** Claims that name one. */
  readonly claims: readonly string[];
  readonly advice: string;
}

/**
 * Issuers with the whole world for subjects. A policy that leaves the owner open would hand the app's tokens to everybody.
 *
 * @see https://docs.github.com/actions/concepts/security/openid-connect
 * @see https://docs.gitlab.com/ci/secrets/id_token_authentication/
 */
const sharedIssuers: readonly SharedIssuer[] = [
  {
    issuer: 'https://token.actions.githubusercontent.com',
    subject: /^repo:[^*/]+\//,
    claims: ['repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'job_workflow_ref'],
    advice: 'repo:<owner>/…',
  },
  {
    issuer: 'https://gitlab.com',
    subject: /^project_path:[^*/]+\//,
    claims: ['namespace_id', 'namespace_path', 'project_id', 'project_path'],
    advice: 'project_path:<group>/…',
  },
];

/** A value, or an owner and more: nothing open before the first slash. */
const namesAnOwner = (pattern: string): boolean => /^[^*/]+(?:\/|$)/.test(pattern);

/** Why a policy would trust everybody of an issuer that has everybody; undefined if it does not. */
export function findOpenness({
  issuer,
  subject,
  claims = {},
}: Pick<FederationPolicy, 'issuer' | 'subject' | 'claims'>): string | undefined {
  const shared = sharedIssuers.find((each) => each.issuer === issuer);
  if (shared === undefined) return undefined;
  if (subject !== undefined && shared.subject.test(subject)) return undefined;
  const named = Object.entries(claims).some(([name, patterns]) => shared.claims.includes(name) && patterns.every(namesAnOwner));
  if (named) return undefined;
  return `Anybody may have a token of ${issuer}: name an owner, with the subject ${shared.advice} or one of the claims ${shared.claims.join(', ')}.`;
}
