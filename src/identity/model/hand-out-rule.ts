import type { InstallationRule } from '../../protocol/installation-rule.ts';

/** Allows an agent the tokens of one provider, perhaps of some accounts only, perhaps with no more than some scopes. */
export interface HandOutRule {
  /** The provider's id. */
  readonly provider: string;
  /** Accounts whose tokens it may get; undefined is all. */
  readonly accounts?: readonly string[] | undefined;
  /** The scopes a token may have at most; undefined is any. */
  readonly scopes?: readonly string[] | undefined;
  /** Installations of the provider's GitHub App whose tokens it may get; a rule with them has neither accounts nor scopes. */
  readonly installations?: readonly InstallationRule[] | undefined;
}

/** The rules that a bare list of providers stands for. */
export const rulesOfProviders = (providers: readonly string[] | undefined): readonly HandOutRule[] | undefined =>
  providers && [...new Set(providers)].map((provider) => ({ provider }));

/** The providers whose accounts rules allow, each once; undefined is all. Rules about installations allow no accounts. */
export const providersOfRules = (rules: readonly HandOutRule[] | undefined): readonly string[] | undefined =>
  rules && [...new Set(rules.filter(({ installations }) => installations === undefined).map(({ provider }) => provider))];
