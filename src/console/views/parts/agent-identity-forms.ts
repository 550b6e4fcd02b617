import { type Html, html } from '../../html.ts';
import { icon } from '../../icons.ts';
import { renderSelect } from './choices.ts';
import { csrfField } from './csrf-field.ts';
import { renderField } from './field.ts';

/** What an agent can be known by on this server. */
export interface IdentityFormProps {
  /** Clouds whose instances can prove themselves. */
  readonly clouds: readonly { readonly platform: string; readonly label: string }[];
  /** The platform of those who have a token of an issuer. */
  readonly tokenPlatform: string;
  /** The issuers the operator trusts. */
  readonly issuers: readonly string[];
}

interface FormTarget {
  readonly action: string;
  readonly csrfToken: string;
}

const renderInstanceForm = (
  { action, csrfToken }: FormTarget,
  { clouds }: IdentityFormProps,
): Html => html`<section class="card"><div class="card-body">
<h2 class="card-title">Add a cloud instance</h2>
<form method="post" action="${action}">
${csrfField(csrfToken)}
${renderSelect({ name: 'platform', legend: 'Cloud', choices: clouds.map(({ platform, label }) => ({ value: platform, label })) })}
${renderField({ name: 'instance_id', label: 'Instance id', hint: 'Such as i-0abc123def4567890, a vmId, or a number at Google Cloud.', maxLength: 256, autocomplete: 'off' })}
<button class="btn btn-primary">${icon('plus')}Add instance</button>
</form>
</div></section>`;

const renderIssuerForm = (
  { action, csrfToken }: FormTarget,
  { issuers, tokenPlatform }: IdentityFormProps,
): Html => html`<section class="card"><div class="card-body">
<h2 class="card-title">Add the holder of a token</h2>
<form method="post" action="${action}">
${csrfField(csrfToken)}
<input type="hidden" name="platform" value="${tokenPlatform}">
${renderSelect({ name: 'issuer', legend: 'Issuer', choices: issuers.map((issuer) => ({ value: issuer, label: issuer })) })}
${renderField({
  name: 'subject',
  label: 'Subject',
  hint: 'Such as system:serviceaccount:ci:runner or repo:octo/app:*, where * stands for any text.',
  required: false,
  maxLength: 512,
  autocomplete: 'off',
})}
${renderField({ name: 'claims', label: 'Other claims', hint: 'A line each: name=pattern.', required: false, rows: 3, autocomplete: 'off' })}
<button class="btn btn-primary">${icon('plus')}Add holder</button>
</form>
</div></section>`;

/** Forms to say which other workloads are the agent. */
export const renderIdentityForms = (target: FormTarget, props: IdentityFormProps): Html => html`${renderInstanceForm(target, props)}
${
  props.issuers.length > 0
    ? renderIssuerForm(target, props)
    : html`<p class="detail">Kubernetes pods and CI jobs can be agents too, once the operator of this server trusts who issues their tokens.</p>`
}`;
