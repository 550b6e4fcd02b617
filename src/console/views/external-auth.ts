import type { EpochSeconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { renderCardLayout } from './card-layout.ts';
import { type Health, renderHealthChip } from './parts/health-chip.ts';
import { renderProviderIcon } from './parts/provider-icon.ts';
import { renderTime } from './parts/time.ts';

/** The page a link from a terminal leads to: it ends with “you can close this window”. */
export interface ExternalAuthPageProps {
  readonly provider: { readonly id: string; readonly name: string; readonly icon: string };
  readonly now: EpochSeconds;
  readonly state:
    | { readonly kind: 'linked'; readonly health: Health; readonly expiresAt: EpochSeconds | undefined }
    /** The provider was tried and the account still does not work. */
    | { readonly kind: 'failed'; readonly cause: string /** Where it is tried again. */; readonly retryAt: string };
}

/** Says whether the account is linked, and offers the way back to where it can be changed. */
export const renderExternalAuthPage = ({ provider, now, state }: ExternalAuthPageProps): Html =>
  renderCardLayout({
    title: `${provider.name} connection`,
    content: html`<div class="consent-client">${renderProviderIcon(provider.icon)}
<h1 class="card-heading">${state.kind === 'linked' ? `${provider.name} is linked` : `${provider.name} is not linked`}</h1></div>
${
  state.kind === 'linked'
    ? html`<p class="text-center">${renderHealthChip(state.health)}</p>
<p>You can close this window and go back to what you were doing.${state.expiresAt !== undefined && html` The token expires ${renderTime(now, state.expiresAt)}; Grantry renews it where ${provider.name} allows.`}</p>`
    : html`<div class="alert alert-danger" role="alert">${icon('alert-triangle')}<div>${state.cause}</div></div>
<a class="btn btn-primary w-100 mb-3" href="${state.retryAt}">${icon('refresh')}Try again</a>`
}
<a class="btn btn-outline-secondary w-100" href="/connections">See all connections</a>`,
  });
