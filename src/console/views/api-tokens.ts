import type { EpochSeconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { renderChoices } from './parts/choices.ts';
import { renderConfirm } from './parts/confirm.ts';
import { csrfField } from './parts/csrf-field.ts';
import { renderEmpty } from './parts/empty.ts';
import { renderExpiryChoices } from './parts/expiry-choices.ts';
import { renderField } from './parts/field.ts';
import { renderShownOnce } from './parts/shown-once.ts';
import { renderTime } from './parts/time.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A personal API token, without its secret. */
export interface ApiTokenRow {
  readonly id: string;
  readonly name: string;
  /** undefined is everything. */
  readonly scopes: readonly string[] | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds | undefined;
  readonly lastUsedAt: EpochSeconds | undefined;
}

/** The page of personal API tokens. */
export interface ApiTokensPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly tokens: readonly ApiTokenRow[];
  /** What a token may be limited to. */
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
  /** The one just made, in full. */
  readonly created?: { readonly name: string; readonly credential: string };
}

const renderRow = (token: ApiTokenRow, { frame, now }: ApiTokensPageProps): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h3>${token.name}</h3>
<p class="detail">Made ${renderTime(now, token.createdAt)} · ${token.expiresAt === undefined ? 'no end' : html`expires ${renderTime(now, token.expiresAt)}`} · ${
  token.lastUsedAt === undefined ? 'never used' : html`used ${renderTime(now, token.lastUsedAt)}`
}</p>
<p class="scope-line">${token.scopes === undefined ? 'Full access' : token.scopes.map((scope) => html`<code>${scope}</code> `)}</p></div>
${renderConfirm({
  action: `/api-tokens/${token.id}/delete`,
  csrfToken: frame.csrfToken,
  label: 'Delete',
  icon: 'trash',
  subject: token.name,
  consequence: 'Whatever uses it stops working at once.',
  confirmLabel: 'Delete now',
})}
</li>`;

const renderForm = ({ frame, scopes }: ApiTokensPageProps): Html => html`<section class="card"><div class="card-body">
<h2 class="card-title">New token</h2>
<form method="post" action="/api-tokens">
${csrfField(frame.csrfToken)}
${renderField({ name: 'name', label: 'Name', hint: 'What you will use it for.', maxLength: 64, autocomplete: 'off' })}
${renderExpiryChoices()}
${renderChoices({
  type: 'checkbox',
  name: 'scope',
  legend: 'May',
  hint: 'Choose nothing for full access.',
  choices: scopes.map(({ name, description }) => ({ value: name, label: description, hint: name })),
})}
<button class="btn btn-primary">${icon('plus')}Create token</button>
</form>
</div></section>`;

/** Lists tokens, makes new ones, and shows a new one once. */
export const renderApiTokensPage = (props: ApiTokensPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: 'API tokens',
    lead: 'Keys to the REST API for your scripts. Each acts as you, within its scopes.',
    current: 'api-tokens',
    content: html`<div class="cards">
${props.created !== undefined && renderShownOnce({ heading: `Token “${props.created.name}” created`, credential: props.created.credential })}
${
  props.tokens.length === 0
    ? renderEmpty('key', 'You have no API tokens.')
    : html`<section aria-labelledby="tokens"><h2 class="visually-hidden" id="tokens">Your tokens</h2><ul class="card list-group">${props.tokens.map((token) => renderRow(token, props))}</ul></section>`
}
${renderForm(props)}
</div>`,
  });
