import type { HandOutRule } from '../model/hand-out-rule.ts';
import type { Identity } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { findInstallationFault } from './installation-rules.ts';

/** The most rules one agent may have, and the most accounts or scopes in one. */
const most = { rules: 100, values: 100 } as const;

/** Decides whether rules may be an agent's; undefined if so. A list of accounts or scopes that is empty would allow nothing. */
export function refuseHandOutRules(rules: readonly HandOutRule[] | undefined): Refusal | undefined {
  const field = 'hand_out_rules';
  const invalid = (message: string): Refusal => refuse('invalid', message, { field });
  if (rules === undefined) return undefined;
  if (rules.length > most.rules) return invalid(`An agent has at most ${most.rules} rules.`);
  for (const { provider, accounts, scopes, installations } of rules) {
    if (provider === '') return invalid('A rule needs a provider.');
    if (installations !== undefined && (accounts ?? scopes) !== undefined) {
      return invalid('A rule about installations has neither accounts nor scopes: those belong in a rule of their own.');
    }
    const fault = installations?.length === 0 ? 'A rule names at least one installation, or none at all.' : undefined;
    const wrong = fault ?? installations?.map(findInstallationFault).find((each) => each !== undefined);
    if (wrong !== undefined) return invalid(wrong);
    for (const values of [accounts, scopes, installations]) {
      if (values?.length === 0) return invalid('A rule names at least one account, or none at all; scopes likewise.');
      if (values !== undefined && values.length > most.values)
        return invalid(`A rule has at most ${most.values} accounts, scopes or installations.`);
    }
  }
  return undefined;
}

/** Tokens of a GitHub App are its deployment's, not a person's: only those who run it may give them to an agent. */
export async function refuseInstallations(
  { facts }: Pick<Identity, 'facts'>,
  userId: string,
  rules: readonly HandOutRule[] | undefined,
): Promise<Refusal | undefined> {
  if (rules?.some(({ installations }) => installations !== undefined) !== true) return undefined;
  const user = await facts.findUser(userId);
  if (user !== undefined && user.role !== 'member') return undefined;
  return refuse('denied', 'Only administrators may let an agent have tokens of a GitHub App.', { field: 'hand_out_rules' });
}
