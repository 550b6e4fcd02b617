import type { InstallationRule } from '../../protocol/installation-rule.ts';
import type { HandOutRule } from '../model/hand-out-rule.ts';
import type { WorkloadIdentity } from '../model/workload-identity.ts';

/** An identity in a line, as the command line takes it: `aws:i-0abc`, `oidc:<issuer>#<subject>`; claims follow in brackets. */
export function describeWorkload(workload: WorkloadIdentity): string {
  if (!('issuer' in workload)) return `${workload.platform}:${workload.instanceId}`;
  const { platform, issuer, subject, claims } = workload;
  const rules = Object.entries(claims ?? {}).map(([name, patterns]) => `${name}=${patterns.join('|')}`);
  return `${platform}:${issuer}${subject === undefined ? '' : `#${subject}`}${rules.length === 0 ? '' : ` [${rules.join(', ')}]`}`;
}

/** What somebody may have of an installation, in a line: `octo-org`, `42:app,site`, `octo-org::contents=read`. */
export function describeInstallation({ id, owner, repositories, permissions }: InstallationRule): string {
  const levels = Object.entries(permissions ?? {}).map(([name, level]) => `${name}=${level}`);
  return [owner ?? String(id), repositories?.join(',') ?? '', levels.join(',')].join(':').replace(/:+$/, '');
}

/**
 * A rule in a line, as the command line takes it: `github`, `github:octocat`, `github:octocat:repo,user`, `github::repo`; of
 * installations `github@octo-org:app:contents=read`.
 */
export function describeRule({ provider, accounts, scopes, installations }: HandOutRule): string {
  if (installations !== undefined) return installations.map((each) => `${provider}@${describeInstallation(each)}`).join(' ');
  const parts = [provider, accounts?.join(',') ?? '', scopes?.join(',') ?? ''];
  return parts.join(':').replace(/:+$/, '');
}

/** Rules for the audit trail; `*` is everything. */
export const describeRules = (rules: readonly HandOutRule[] | undefined): readonly string[] => rules?.map(describeRule) ?? ['*'];
