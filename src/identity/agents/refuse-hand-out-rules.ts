import type { HandOutRule } from '../model/hand-out-rule.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** The most rules one agent may have, and the most accounts or scopes in one. */
const most = { rules: 100, values: 100 } as const;

/** Decides whether rules may be an agent's; undefined if so. A list of accounts or scopes that is empty would allow nothing. */
export function refuseHandOutRules(rules: readonly HandOutRule[] | undefined): Refusal | undefined {
  const field = 'hand_out_rules';
  const invalid = (message: string): Refusal => refuse('invalid', message, { field });
  if (rules === undefined) return undefined;
  if (rules.length > most.rules) return invalid(`An agent has at most ${most.rules} rules.`);
  for (const { provider, accounts, scopes } of rules) {
    if (provider === '') return invalid('A rule needs a provider.');
    for (const values of [accounts, scopes]) {
      if (values?.length === 0) return invalid('A rule names at least one account, or none at all; scopes likewise.');
      if (values !== undefined && values.length > most.values) return invalid(`A rule has at most ${most.values} accounts or scopes.`);
    }
  }
  return undefined;
}
