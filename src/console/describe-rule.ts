import type { HandOutRule } from '../identity/model/hand-out-rule.ts';

/** A rule in a few words: `GitHub`, `GitHub as octocat`, `GitHub with repo`. */
export function describeRule({ provider, accounts, scopes }: HandOutRule): string {
  const who = accounts === undefined ? '' : ` as ${accounts.join(' or ')}`;
  return `${provider}${who}${scopes === undefined ? '' : ` with ${scopes.join(' ')}`}`;
}
