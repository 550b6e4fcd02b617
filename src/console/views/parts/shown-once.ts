import { type Html, html } from '../../html.ts';
import { icon } from '../../icons.ts';

/** A credential that was just made. */
export interface ShownOnceProps {
  readonly heading: string;
  /** The credential in full; it is nowhere else. */
  readonly credential: string;
  readonly hint?: string;
}

/** Shows a credential in a field that selects easily by keyboard and touch. */
export const renderShownOnce = ({ heading, credential, hint }: ShownOnceProps): Html => html`<section class="card shown-once" role="status">
<div class="card-body">
<h2 class="card-title">${icon('circle-check')}${heading}</h2>
<label class="form-label" for="shown-once">Copy it now. It is not shown again.</label>
<input id="shown-once" class="form-control font-monospace" readonly value="${credential}" autocomplete="off" spellcheck="false">
${hint !== undefined && html`<p class="form-hint">${hint}</p>`}
</div>
</section>`;
