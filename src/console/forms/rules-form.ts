import type { HandOutRule } from '../../identity/model/hand-out-rule.ts';

/** What the form of an agent's rules says. */
export type RulesForm =
  | { readonly rules: readonly HandOutRule[] | undefined }
  /** The form names what is not there. */
  | { readonly refusal: string };

const maxEntries = 200;

const words = (text: string | null): readonly string[] => (text ?? '').split(/[\s,]+/).filter((word) => word !== '');

const filled = (values: readonly string[]): readonly string[] | undefined => (values.length === 0 ? undefined : [...new Set(values)]);

/** The rule of one entry of the form. */
function readRule(form: URLSearchParams, entry: string): HandOutRule {
  const accounts = filled(form.getAll(`account.${entry}`).filter((account) => account !== ''));
  const scopes = filled(words(form.get(`scopes.${entry}`)));
  return {
    provider: form.get(`provider.${entry}`) ?? '',
    ...(accounts === undefined ? {} : { accounts }),
    ...(scopes === undefined ? {} : { scopes }),
  };
}

/**
 * Reads what an agent may get from a form with an entry for each rule: `rule=0&provider.0=github&account.0=octocat&scopes.0=repo`.
 * Entries that are not ticked are no rules.
 *
 * @param known ids of providers that a rule may name.
 */
export function readRulesForm(form: URLSearchParams, known: ReadonlySet<string>): RulesForm {
  if (form.get('may') === 'everything') return { rules: undefined };
  const entries = form.getAll('rule');
  if (entries.length > maxEntries) return { refusal: 'There are too many rules.' };
  const rules = entries.map((entry) => readRule(form, entry));
  // Leaving unknown ones out would save something else than was sent.
  if (rules.some(({ provider }) => !known.has(provider))) return { refusal: 'One of the providers is not known here.' };
  return { rules };
}
