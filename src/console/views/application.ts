import type { EpochSeconds } from '../../protocol/units.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { type ApplicationErrors, type ApplicationValues, renderApplicationFields } from './parts/application-fields.ts';
import { renderConfirm } from './parts/confirm.ts';
import { csrfField } from './parts/csrf-field.ts';
import { type ProfileChoice, renderProfilesCard } from './parts/profiles-card.ts';
import { renderShownOnce } from './parts/shown-once.ts';
import { renderTime } from './parts/time.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A client secret, as far as it is kept. */
export interface SecretRow {
  readonly id: string;
  /** Its last letters. */
  readonly truncated: string;
  readonly createdAt: EpochSeconds;
  readonly lastUsedAt: EpochSeconds | undefined;
}

/** The page of one application. */
export interface ApplicationPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly number: number;
  readonly name: string;
  readonly clientId: string;
  readonly values: ApplicationValues;
  readonly errors: ApplicationErrors;
  readonly secrets: readonly SecretRow[];
  readonly endpoints: readonly { readonly label: string; readonly url: string }[];
  /** How it proves who it is. */
  readonly authentication: readonly { readonly label: string; readonly value: string }[];
  /** The profiles it may be held to; none for an application that cannot keep any. */
  readonly profiles: readonly ProfileChoice[];
  /** The secret just made, in full. */
  readonly createdSecret?: string;
}

const renderSecret = (secret: SecretRow, { frame, now, number }: ApplicationPageProps): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h3><code>…${secret.truncated}</code></h3>
<p class="detail">Made ${renderTime(now, secret.createdAt)} · ${secret.lastUsedAt === undefined ? 'never used' : html`used ${renderTime(now, secret.lastUsedAt)}`}</p></div>
${renderConfirm({
  action: `/applications/${number}/secrets/${secret.id}/delete`,
  csrfToken: frame.csrfToken,
  label: 'Delete',
  icon: 'trash',
  subject: `secret ending in ${secret.truncated}`,
  consequence: 'The application cannot use it from now on, and every token it got with it stops working.',
  confirmLabel: 'Delete now',
})}
</li>`;

const renderSecrets = (props: ApplicationPageProps): Content =>
  props.values.clientType === 'confidential' &&
  html`<section class="card" aria-labelledby="secrets">
<div class="card-header"><h2 class="card-title" id="secrets">Secrets</h2>
<form method="post" action="/applications/${props.number}/secrets" class="card-actions">${csrfField(props.frame.csrfToken)}<button class="btn btn-primary">${icon('plus')}New secret</button></form></div>
${
  props.secrets.length === 0
    ? html`<div class="card-body detail">No secret yet: the application cannot get tokens without one.</div>`
    : html`<ul class="list-group list-group-flush">${props.secrets.map((secret) => renderSecret(secret, props))}</ul>`
}
</section>`;

const renderEndpoints = ({
  clientId,
  endpoints,
  authentication,
}: ApplicationPageProps): Html => html`<section class="card" aria-labelledby="endpoints"><div class="card-body">
<h2 class="card-title" id="endpoints">For its developer</h2>
<dl class="facts"><dt>Client id</dt><dd><code>${clientId}</code></dd>
${authentication.map(({ label, value }) => html`<dt>${label}</dt><dd><code>${value}</code></dd>`)}
${endpoints.map(({ label, url }) => html`<dt>${label}</dt><dd><code>${url}</code></dd>`)}</dl>
</div></section>`;

/** Shows and changes one application, with its secrets. */
export const renderApplicationPage = (props: ApplicationPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: props.name,
    current: 'applications',
    content: html`<div class="cards">
${props.createdSecret !== undefined && renderShownOnce({ heading: 'Secret created', credential: props.createdSecret })}
${renderEndpoints(props)}
${renderSecrets(props)}
<section class="card" aria-labelledby="settings"><div class="card-body">
<h2 class="card-title" id="settings">Settings</h2>
<form method="post" action="/applications/${props.number}">
${csrfField(props.frame.csrfToken)}
${renderApplicationFields(props.values, props.errors, false)}
<button class="btn btn-primary">Save</button>
</form>
</div></section>
${
  props.profiles.some(({ isDemanded }) => !isDemanded) &&
  renderProfilesCard({
    action: `/applications/${props.number}/profiles`,
    csrfToken: props.frame.csrfToken,
    profiles: props.profiles,
  })
}
<section class="card" aria-labelledby="delete"><div class="card-body">
<h2 class="card-title" id="delete">Delete</h2>
${renderConfirm({
  action: `/applications/${props.number}/delete`,
  csrfToken: props.frame.csrfToken,
  label: 'Delete application',
  icon: 'trash',
  subject: props.name,
  consequence: 'Its secrets, and all tokens it holds of anybody, stop working at once.',
  confirmLabel: 'Delete now',
})}
</div></section>
</div>`,
  });
