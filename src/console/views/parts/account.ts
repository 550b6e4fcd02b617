import type { EpochSeconds } from '../../../protocol/units.ts';
import { type Content, type Html, html } from '../../html.ts';
import { icon } from '../../icons.ts';
import { renderActionButton } from './action-button.ts';
import { renderConfirm } from './confirm.ts';
import { type Health, renderHealthChip } from './health-chip.ts';
import { renderTime } from './time.ts';

/** A linked account. */
export interface AccountProps {
  readonly connectionId: string;
  /** Its name at the provider; undefined when the provider told none. */
  readonly login: string | undefined;
  /** Whether it is meant when a tool names no account. */
  readonly standing: 'only' | 'default' | 'other';
  /** Whether its token is an API key or personal access token that the person pasted. */
  readonly isPasted: boolean;
  readonly health: Health;
  /** Why it is not well, in the provider's words where it has some. */
  readonly cause: string | undefined;
  readonly scopes: readonly string[];
  readonly linkedAt: EpochSeconds;
  /** undefined means the provider named no end. */
  readonly expiresAt: EpochSeconds | undefined;
  readonly lastRefreshedAt: EpochSeconds | undefined;
  readonly lastValidatedAt: EpochSeconds | undefined;
  readonly lastUsedAt: EpochSeconds | undefined;
  /** Whether it has a refresh token that may be used. */
  readonly canRefresh: boolean;
  /** Whether unlinking tells the provider to end the token. */
  readonly isRevokedUpstream: boolean;
}

/** An account with what its buttons need. */
export interface AccountViewProps {
  readonly account: AccountProps;
  readonly provider: { readonly id: string; readonly name: string };
  readonly csrfToken: string;
  readonly now: EpochSeconds;
}

const renderFact = (term: string, now: EpochSeconds, at: EpochSeconds | undefined, otherwise: string): Html =>
  html`<div><dt>${term}</dt><dd>${at === undefined ? otherwise : renderTime(now, at)}</dd></div>`;

const renderFacts = (account: AccountProps, now: EpochSeconds): Html => html`<dl class="account-facts">
${renderFact(account.expiresAt !== undefined && account.expiresAt <= now ? 'Expired' : 'Expires', now, account.expiresAt, 'never')}
${renderFact('Refreshed', now, account.lastRefreshedAt, 'not yet')}
${renderFact('Checked', now, account.lastValidatedAt, 'not yet')}
${renderFact('Used', now, account.lastUsedAt, 'not yet')}
${renderFact('Linked', now, account.linkedAt, '')}
</dl>`;

const renderActions = ({ account, provider, csrfToken }: AccountViewProps, subject: string): Content => {
  const path = `/connections/${account.connectionId}`;
  const isBroken = account.health === 'needs_reauth';
  return html`<div class="actions">
<a class="btn ${isBroken ? 'btn-primary' : 'btn-outline-secondary'}" href="/external-auth/${provider.id}/callback?redirect=%2Fconnections">${icon('link')}Re-authorise<span class="visually-hidden"> ${subject}</span></a>
${account.standing === 'other' && renderActionButton({ action: `${path}/default`, csrfToken, label: 'Make default', icon: 'star', subject })}
${account.canRefresh && !isBroken && renderActionButton({ action: `${path}/refresh`, csrfToken, label: 'Refresh now', icon: 'refresh', subject })}
${renderActionButton({ action: `${path}/test`, csrfToken, label: 'Test', icon: 'heartbeat', subject })}
${renderConfirm({
  action: `${path}/unlink`,
  csrfToken,
  label: 'Unlink',
  icon: 'unlink',
  subject,
  consequence: account.isRevokedUpstream
    ? `Grantry forgets the tokens and asks ${provider.name} to revoke them.`
    : `Grantry forgets the tokens. ${provider.name} cannot be asked to revoke them: do that in its own settings.`,
  confirmLabel: 'Unlink now',
})}
</div>`;
};

/** One account: who, how it is, since when, and what can be done. */
export function renderAccount(props: AccountViewProps): Html {
  const { account, provider, now } = props;
  const subject = account.login ?? `your ${provider.name} account`;
  return html`<li class="list-group-item account">
<div class="account-head"><h3>${account.login ?? 'Your account'}</h3><div class="chips">${account.standing === 'default' && html`<span class="chip chip-info">${icon('star')}Default</span>`}
${account.isPasted && html`<span class="chip chip-info">${icon('key')}Pasted token</span>`}
${renderHealthChip(account.health)}</div></div>
${account.cause !== undefined && html`<p class="account-cause">${account.cause}</p>`}
${renderFacts(account, now)}
${account.scopes.length > 0 && html`<p class="scope-line">Scopes ${account.scopes.map((scope) => html`<code>${scope}</code> `)}</p>`}
${renderActions(props, subject)}
</li>`;
}
