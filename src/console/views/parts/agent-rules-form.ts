import { attribute, type Html, html } from '../../html.ts';
import { renderChoices } from './choices.ts';
import { csrfField } from './csrf-field.ts';

/** A rule, or a provider that no rule is about yet. */
export interface RuleEntry {
  readonly providerId: string;
  readonly providerName: string;
  readonly isRule: boolean;
  /** Accounts the rule may name, and whether it does. */
  readonly accounts: readonly { readonly name: string; readonly isChosen: boolean }[];
  readonly scopes: readonly string[];
}

/** The form of an agent's rules. */
export interface RulesFormProps {
  readonly action: string;
  readonly csrfToken: string;
  readonly mayEverything: boolean;
  readonly rules: readonly RuleEntry[];
}

const renderAccounts = ({ accounts, providerName }: RuleEntry, index: number): Html => html`<fieldset class="mb-2">
<legend class="form-label">Accounts at ${providerName}</legend>
<p class="form-hint">Choose none for all of them.</p>
${accounts.map(
  ({ name, isChosen }, at) => html`<div class="form-check">
<input class="form-check-input" type="checkbox" name="account.${index}" id="account-${index}-${at}" value="${name}"${attribute('checked', isChosen)}>
<label class="form-check-label" for="account-${index}-${at}">${name}</label>
</div>`,
)}
</fieldset>`;

const renderEntry = (entry: RuleEntry, index: number): Html => html`<li class="list-group-item">
<input type="hidden" name="provider.${index}" value="${entry.providerId}">
<div class="form-check">
<input class="form-check-input" type="checkbox" name="rule" id="rule-${index}" value="${index}"${attribute('checked', entry.isRule)}>
<label class="form-check-label" for="rule-${index}">Tokens of ${entry.providerName}</label>
</div>
${entry.accounts.length > 0 && renderAccounts(entry, index)}
<label class="form-label" for="scopes-${index}">Only tokens with no scopes but these <span class="form-label-description">optional</span></label>
<input class="form-control" type="text" name="scopes.${index}" id="scopes-${index}" value="${entry.scopes.join(' ')}" autocomplete="off" aria-describedby="scopes-${index}-hint">
<div class="form-hint" id="scopes-${index}-hint">Separated by spaces. A token with more is not handed out.</div>
</li>`;

/** Everything, or an entry for each rule and each provider without one. */
export const renderRulesForm = ({
  action,
  csrfToken,
  mayEverything,
  rules,
}: RulesFormProps): Html => html`<form method="post" action="${action}">
${csrfField(csrfToken)}
${renderChoices({
  type: 'radio',
  name: 'may',
  legend: 'It may get',
  choices: [
    { value: 'everything', label: 'Tokens of all your connections', isChosen: mayEverything },
    { value: 'rules', label: 'Only what is ticked below', isChosen: !mayEverything },
  ],
})}
${rules.length > 0 && html`<ul class="list-group mb-3">${rules.map(renderEntry)}</ul>`}
<button class="btn btn-primary">Save</button>
</form>`;
