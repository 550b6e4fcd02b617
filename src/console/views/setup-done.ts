import { type Html, html } from '../html.ts';
import { renderCardLayout } from './card-layout.ts';

/** A credential that came with the deployment's first person. */
export interface FirstKey {
  /** Names the input. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly credential: string;
}

/** The page after the setup. */
export interface SetupDonePageProps {
  readonly keys: readonly FirstKey[];
}

const renderKey = ({ id, label, hint, credential }: FirstKey): Html => html`<div class="mb-3">
<label class="form-label" for="${id}">${label}</label>
<input id="${id}" class="form-control font-monospace" readonly value="${credential}" autocomplete="off" spellcheck="false" aria-describedby="${id}-hint">
<div class="form-hint" id="${id}-hint">${hint}</div>
</div>`;

/** Shows the first keys, once. */
export const renderSetupDonePage = ({ keys }: SetupDonePageProps): Html =>
  renderCardLayout({
    title: 'You are the owner',
    wide: true,
    content: html`<h1 class="card-heading">You are the owner</h1>
<p>These keys are for programs. Copy those you need now: they are not shown again.</p>
${keys.map(renderKey)}
<a class="btn btn-primary w-100" href="/">Go to the overview</a>`,
  });
