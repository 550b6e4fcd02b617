import type { InstallationRule } from '../../protocol/installation-rule.ts';
import type { Connection } from '../model/connection.ts';

/** Allows tokens of one provider, perhaps of some accounts only, perhaps with no more than some scopes. */
export interface HandOutRule {
  /** The provider's id. */
  readonly provider: string;
  /** Accounts whose tokens may be had; undefined is all. The first is meant when the caller names none. */
  readonly accounts?: readonly string[] | undefined;
  /** What the token may be good for at most; undefined is anything. */
  readonly scopes?: readonly string[] | undefined;
  /** Installations of the provider's GitHub App whose tokens may be had: a rule with them is about those tokens alone. */
  readonly installations?: readonly InstallationRule[] | undefined;
}

/** What a caller may get: whatever one of the rules allows. */
export type HandOutPolicy = readonly HandOutRule[];

const unlimited = (provider: string): HandOutPolicy => [{ provider }];

const isWithin = (scopes: readonly string[], allowed: readonly string[]): boolean => scopes.every((scope) => allowed.includes(scope));

/** The rules about accounts at one provider; none means that their tokens are not allowed. */
export const rulesFor = (policy: HandOutPolicy | undefined, provider: string): HandOutPolicy =>
  policy === undefined ? unlimited(provider) : policy.filter((rule) => rule.provider === provider && rule.installations === undefined);

/** The installations of a provider's app whose tokens rules name. Rules that name none allow none, and neither does having no rules. */
export const installationRulesFor = (policy: HandOutPolicy | undefined, provider: string): readonly InstallationRule[] =>
  (policy ?? []).filter((rule) => rule.provider === provider).flatMap(({ installations }) => installations ?? []);

/** The account that is meant by a caller who names none; undefined leaves it to the user's choice. */
export const usualAccount = (rules: HandOutPolicy): string | undefined =>
  rules.every(({ accounts }) => accounts !== undefined) ? rules[0]?.accounts?.[0] : undefined;

/**
 * Why no rule allows the token of a connection; undefined if one does.
 *
 * A provider cannot be asked to narrow a token it issued, so one with more scopes than allowed is refused as a whole, and so is one
 * whose scopes nobody knows.
 */
export function objectionTo(rules: HandOutPolicy, { account, scopes }: Pick<Connection, 'account' | 'scopes'>): string | undefined {
  const ofAccount = rules.filter(({ accounts }) => accounts === undefined || accounts.includes(account));
  if (ofAccount.length === 0) return `Tokens of the account ${JSON.stringify(account)} are not allowed.`;
  if (ofAccount.some((rule) => rule.scopes === undefined || (scopes.length > 0 && isWithin(scopes, rule.scopes)))) return undefined;
  if (scopes.length === 0) return 'Only tokens with some scopes are allowed, and the scopes of this one are not known.';
  const [rule] = ofAccount;
  const excess = scopes.filter((scope) => rule?.scopes?.includes(scope) === false);
  return `The token has scopes that are not allowed: ${excess.join(' ')}.`;
}
