import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';
import { type IconName, icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { renderConfirm } from './parts/confirm.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderField } from './parts/field.ts';
import { type ProviderField, renderProviderFields } from './parts/provider-fields.ts';
import { renderShellLayout } from './shell-layout.ts';

/** One part of a test. */
export interface ProviderCheckRow {
  readonly label: string;
  readonly outcome: 'ok' | 'failed' | 'skipped';
  readonly detail: string;
}

/** The page of one provider. */
export interface ProviderPageProps {
  readonly frame: Frame;
  readonly id: string;
  readonly name: string;
  readonly callbackUrl: string;
  readonly fields: readonly ProviderField[];
  /** What is stored was of this version when the page was made; 0 if nothing was. */
  readonly version: number;
  /** Why its stored settings cannot be used. */
  readonly problem: string | undefined;
  readonly connections: number;
  /** Whether the environment or the file configure it, so that only what is stored can be deleted. */
  readonly isConfiguredElsewhere: boolean;
  /** What the last test found. */
  readonly checks?: readonly ProviderCheckRow[];
}

const looks: Readonly<Record<ProviderCheckRow['outcome'], { readonly words: string; readonly tone: string; readonly icon: IconName }>> = {
  ok: { words: 'Works', tone: 'success', icon: 'circle-check' },
  failed: { words: 'Failed', tone: 'danger', icon: 'alert-triangle' },
  skipped: { words: 'Skipped', tone: 'info', icon: 'info-circle' },
};

const renderCheck = ({ label, outcome, detail }: ProviderCheckRow): Html => {
  const look = looks[outcome];
  return html`<li class="list-group-item row-item"><div class="row-text"><h3>${label}</h3><p class="detail">${detail}</p></div>
<span class="chip chip-${look.tone}">${icon(look.icon)}${look.words}</span></li>`;
};

const renderTest = ({ id, checks, frame }: ProviderPageProps): Html => html`<section class="card" aria-labelledby="test">
<div class="card-header"><h2 class="card-title" id="test">Test</h2>
<form method="post" action="/providers/${id}/test" class="card-actions">${csrfField(frame.csrfToken)}<button class="btn btn-outline-secondary">${icon('heartbeat')}Test settings</button></form></div>
${
  checks === undefined
    ? html`<div class="card-body detail">Asks the provider whether it knows this deployment. No account is needed.</div>`
    : html`<div role="status"><ul class="list-group list-group-flush">${checks.map(renderCheck)}</ul></div>`
}
</section>`;

const consequence = ({ isConfiguredElsewhere, connections }: ProviderPageProps): string => {
  if (isConfiguredElsewhere) return 'What the environment or the file sets goes on; what is set here is forgotten.';
  if (connections === 0) return 'Nobody can link an account there any more.';
  return `${connections} linked accounts stop working. They stay, and work again when a provider with this ID comes back.`;
};

const renderDelete = (props: ProviderPageProps): Content =>
  props.version > 0 &&
  html`<section class="card" aria-labelledby="delete"><div class="card-body">
<h2 class="card-title" id="delete">Delete</h2>
${renderConfirm({
  action: `/providers/${props.id}/delete`,
  csrfToken: props.frame.csrfToken,
  label: props.isConfiguredElsewhere ? 'Forget what is set here' : 'Delete provider',
  icon: 'trash',
  subject: props.name,
  consequence: consequence(props),
  confirmLabel: 'Delete now',
})}
</div></section>`;

/** Shows, tests and changes one provider. */
export const renderProviderPage = (props: ProviderPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: props.name,
    current: 'providers',
    content: html`<div class="cards">
${props.problem !== undefined && html`<div class="alert alert-danger" role="alert">${icon('alert-triangle')}<div>What is set here cannot be used: ${props.problem}</div></div>`}
<section class="card"><div class="card-body">
${renderField({ name: 'callback_url', label: 'Callback URL', value: props.callbackUrl, isReadOnly: true, hint: 'To be registered at the provider.' })}
</div></section>
${renderTest(props)}
<section class="card" aria-labelledby="settings"><div class="card-body">
<h2 class="card-title" id="settings">Settings</h2>
<form method="post" action="/providers/${props.id}">
${csrfField(props.frame.csrfToken)}
<input type="hidden" name="version" value="${props.version}">
${renderProviderFields(props.fields)}
<button class="btn btn-primary">Save</button>
</form>
</div></section>
${renderDelete(props)}
</div>`,
  });
