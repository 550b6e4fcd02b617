import { attribute, type Html, html } from '../../html.ts';

/** One choice of a group. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly isChosen?: boolean;
}

/** A group of checkboxes or radio buttons under one legend. */
export interface ChoicesProps {
  readonly type: 'checkbox' | 'radio';
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
}

/** The choices as a fieldset. */
export const renderChoices = ({ type, name, legend, hint, choices }: ChoicesProps): Html => html`<fieldset class="mb-3">
<legend class="form-label">${legend}</legend>
${hint !== undefined && html`<p class="form-hint">${hint}</p>`}
${choices.map(
  (choice, index) => html`<div class="form-check">
<input class="form-check-input" type="${type}" name="${name}" id="${name}-${index}" value="${choice.value}"${attribute('checked', choice.isChosen)}>
<label class="form-check-label" for="${name}-${index}">${choice.label}${choice.hint !== undefined && html`<span class="form-check-description">${choice.hint}</span>`}</label>
</div>`,
)}
</fieldset>`;

/** A drop-down with its label. */
export const renderSelect = ({ name, legend, hint, choices }: Omit<ChoicesProps, 'type'>): Html => html`<div class="mb-3">
<label class="form-label" for="${name}">${legend}</label>
<select class="form-select" id="${name}" name="${name}"${attribute('aria-describedby', hint && `${name}-hint`)}>
${choices.map((choice) => html`<option value="${choice.value}"${attribute('selected', choice.isChosen)}>${choice.label}</option>`)}
</select>
${hint !== undefined && html`<div class="form-hint" id="${name}-hint">${hint}</div>`}
</div>`;
