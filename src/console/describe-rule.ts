import type { HandOutRule } from '../identity/model/hand-out-rule.ts';

/** A rule in a few words: `GitHub`, `GitHub as octocat`, `GitHub with repo`, `GitHub: the app on octo-org`. */
export function describeRule({ provider, accounts, scopes, installations }: HandOutRule): string {
  if (installations !== undefined) return `${provider}: the app on ${installations.map(({ id, owner }) => owner ?? id).join(' and ')}`;
  const who = accounts === undefined ? '' : ` as ${accounts.join(' or ')}`;
  return `${provider}${who}${scopes === undefined ? '' : ` with ${scopes.join(' ')}`}`;
}
