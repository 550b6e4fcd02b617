import { type Html, html } from '../html.ts';
import type { Frame } from './frame.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderField } from './parts/field.ts';
import { type ProviderField, renderProviderFields } from './parts/provider-fields.ts';
import { renderProviderIcon } from './parts/provider-icon.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A type of provider to choose. */
export interface ProviderTypeChoice {
  readonly type: string;
  readonly name: string;
  readonly icon: string;
}

/** The page that asks which type. */
export interface ChooseProviderTypePageProps {
  readonly frame: Frame;
  readonly types: readonly ProviderTypeChoice[];
}

/** The page that asks for a new provider's settings. */
export interface NewProviderPageProps {
  readonly frame: Frame;
  readonly type: ProviderTypeChoice & { readonly docs: string };
  readonly fields: readonly ProviderField[];
  /** Where the provider sends browsers back to, with the id in it as far as it is known. */
  readonly callbackUrl: string;
}

/** Asks which type of provider is added. */
export const renderChooseProviderTypePage = ({ frame, types }: ChooseProviderTypePageProps): Html =>
  renderShellLayout({
    frame,
    title: 'Add provider',
    lead: 'What is it? OAuth 2 and OpenID Connect stand for every other that speaks them.',
    current: 'providers',
    content: html`<ul class="card list-group">${types.map(
      ({ type, name, icon }) => html`<li class="list-group-item row-item">
${renderProviderIcon(icon)}
<div class="row-text"><h2><a href="/providers/new?type=${type}">${name}</a></h2><p class="detail"><code>${type}</code></p></div>
</li>`,
    )}</ul>`,
  });

/** Asks for a new provider's settings; what its type brings stands in the empty fields. */
export const renderNewProviderPage = ({ frame, type, fields, callbackUrl }: NewProviderPageProps): Html =>
  renderShellLayout({
    frame,
    title: `Add ${type.name}`,
    current: 'providers',
    content: html`<section class="card"><div class="card-body">
<p>Register an application at the provider (<a href="${type.docs}" rel="noreferrer">its documentation</a>) with this callback URL, and enter here what it gives you.</p>
${renderField({ name: 'callback_url', label: 'Callback URL', value: callbackUrl, isReadOnly: true, hint: 'With another ID than the one below, that ID stands in it.' })}
<form method="post" action="/providers">
${csrfField(frame.csrfToken)}
<input type="hidden" name="type" value="${type.type}">
${renderProviderFields(fields)}
<div class="actions"><a class="btn btn-outline-secondary" href="/providers/new">Back</a><button class="btn btn-primary">Add provider</button></div>
</form>
</div></section>`,
  });
