import type { HandOutRule } from '../model/hand-out-rule.ts';
import type { WorkloadIdentity } from '../model/workload-identity.ts';

/** An identity in a line, as the command line takes it: `aws:i-0abc`, `oidc:<issuer>#<subject>`; claims follow in brackets. */
export function describeWorkload(workload: WorkloadIdentity): string {
  if (!('issuer' in workload)) return `${workload.platform}:${workload.instanceId}`;
  const { platform, issuer, subject, claims } = workload;
  const rules = Object.entries(claims ?? {}).map(([name, patterns]) => `${name}=${patterns.join('|')}`);
  return `${platform}:${issuer}${subject === undefined ? '' : `#${subject}`}${rules.length === 0 ? '' : ` [${rules.join(', ')}]`}`;
}

/** A rule in a line, as the command line takes it: `github`, `github:octocat`, `github:octocat:repo,user`, `github::repo`. */
export function describeRule({ provider, accounts, scopes }: HandOutRule): string {
  const parts = [provider, accounts?.join(',') ?? '', scopes?.join(',') ?? ''];
  return parts.join(':').replace(/:+$/, '');
}

/** Rules for the audit trail; `*` is everything. */
export const describeRules = (rules: readonly HandOutRule[] | undefined): readonly string[] => rules?.map(describeRule) ?? ['*'];
