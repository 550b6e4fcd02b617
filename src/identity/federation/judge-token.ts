import type { EffectiveFederationPolicy, FederationPolicy } from '../model/federation-policy.ts';
import type { Identity } from '../ports.ts';
import { issuerAlgorithms } from '../workload/oidc.ts';
import type { Claims, RefusedProof } from '../workload/platform.ts';
import { verifyToken } from '../workload/verify-token.ts';
import { judgePolicy, type PolicyCheck } from './judge-policy.ts';
import { listPolicies } from './list-policies.ts';

/** A token of somebody's issuer, and the provider whose token is wanted for it. */
export interface TokenQuestion {
  readonly token: string;
  /** undefined is any. */
  readonly provider: string | undefined;
}

/** What one policy says of a token. */
export interface PolicyJudgement {
  readonly effective: EffectiveFederationPolicy;
  readonly checks: readonly PolicyCheck[];
  /** Why the token itself is not believed; undefined if it is, or was not looked at since other rules fail. */
  readonly disbelief: RefusedProof | undefined;
  readonly allows: boolean;
}

/** What is known of a token, and what the policies say of it. */
export interface TokenJudgement {
  /** As they stand in the token; believed only where a judgement allows. undefined if it is no JWT. */
  readonly claims: Claims | undefined;
  /** Those of the configuration file first. */
  readonly judgements: readonly PolicyJudgement[];
}

async function readClaims(token: string): Promise<Claims | undefined> {
  const { decodeJwt, errors } = await import('jose');
  try {
    return decodeJwt(token);
  } catch (error) {
    if (!(error instanceof errors.JWTInvalid)) throw error;
    return undefined;
  }
}

/** Verifies a token once for all policies that name the same keys. */
function verifier(
  { workload, federation, clock }: Identity,
  token: string,
): (policy: FederationPolicy) => Promise<RefusedProof | undefined> {
  const known = new Map<string, Promise<RefusedProof | undefined>>();
  return ({ issuer, jwksUri, audience = federation.audience }) => {
    const key = JSON.stringify([issuer, jwksUri, audience]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const verified = verifyToken(workload, token, { issuer, jwksUri, audiences: [audience], algorithms: issuerAlgorithms }, clock());
    const disbelief = verified.then((result) => (result.outcome === 'refused' ? result : undefined));
    known.set(key, disbelief);
    return disbelief;
  };
}

/**
 * Judges a token by every policy. Its signature, and that it is in its time, are checked only where every other rule holds: nobody's keys
 * are fetched for a token that no policy is about.
 *
 * @see RFC 7519 §7.2
 */
export async function judgeToken(identity: Identity, { token, provider }: TokenQuestion): Promise<TokenJudgement> {
  const policies = await listPolicies(identity);
  const claims = await readClaims(token);
  if (claims === undefined) return { claims, judgements: [] };
  const { audience } = identity.federation;
  const verify = verifier(identity, token);
  const judgements = await Promise.all(
    policies.map(async (effective): Promise<PolicyJudgement> => {
      const checks = judgePolicy(effective.policy, { claims, audience, provider });
      if (checks.some(({ holds }) => !holds)) return { effective, checks, disbelief: undefined, allows: false };
      const disbelief = await verify(effective.policy);
      const found = disbelief?.words ?? 'it is valid';
      const signature: PolicyCheck = {
        rule: 'token',
        wanted: 'signed by the issuer, and in its time',
        found,
        holds: disbelief === undefined,
      };
      return { effective, checks: [...checks, signature], disbelief, allows: disbelief === undefined };
    }),
  );
  return { claims, judgements };
}
