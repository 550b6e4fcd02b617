import type { FederationPolicy } from '../model/federation-policy.ts';
import { matchesPattern } from '../workload/match-pattern.ts';
import { claimTexts } from '../workload/matches-identity.ts';
import type { Claims } from '../workload/platform.ts';

/** One rule of a policy, and whether it holds. No secrets. */
export interface PolicyCheck {
  /** What it is about: `issuer`, `audience`, `subject`, `claim <name>` … */
  readonly rule: string;
  readonly wanted: string;
  /** What the token or the request says; empty if nothing. */
  readonly found: string;
  readonly holds: boolean;
}

/** A token's claims, and what was asked for with it. */
export interface PolicyQuestion {
  readonly claims: Claims;
  /** The audience of policies that name none. */
  readonly audience: string;
  /** The provider that was asked for; undefined is any. */
  readonly provider: string | undefined;
}

const list = (texts: readonly string[]): string => texts.join(' or ');

/** Judges what a policy says of a token's claims, rule by rule, so that whoever asks is told which of them fail. */
export function judgePolicy(policy: FederationPolicy, { claims, audience, provider }: PolicyQuestion): readonly PolicyCheck[] {
  const wantedAudience = policy.audience ?? audience;
  const check = (rule: string, wanted: string, found: readonly string[], holds: boolean): PolicyCheck => ({
    rule,
    wanted,
    found: list(found),
    holds,
  });
  const [issuers, audiences, subjects] = [claimTexts(claims, 'iss'), claimTexts(claims, 'aud'), claimTexts(claims, 'sub')];
  const { subject } = policy;
  const checks = [
    check('issuer', policy.issuer, issuers, claims.iss === policy.issuer),
    check('audience', wantedAudience, audiences, audiences.includes(wantedAudience)),
  ];
  if (provider !== undefined) checks.push(check('provider', policy.provider, [provider], provider === policy.provider));
  if (subject !== undefined) {
    checks.push(check('subject', subject, subjects, typeof claims.sub === 'string' && matchesPattern(subject, claims.sub)));
  }
  for (const [name, patterns] of Object.entries(policy.claims ?? {})) {
    const texts = claimTexts(claims, name);
    const holds = texts.some((text) => patterns.some((pattern) => matchesPattern(pattern, text)));
    checks.push(check(`claim ${name}`, list(patterns), texts, holds));
  }
  if (policy.isSingleUse) {
    const ids = claimTexts(claims, 'jti');
    checks.push(check('single use', 'an id in the claim jti', ids, typeof claims.jti === 'string' && claims.jti !== ''));
  }
  return checks;
}
