import type { EpochSeconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { type AccountProps, renderAccount } from './parts/account.ts';
import { renderEmpty } from './parts/empty.ts';
import { renderProviderIcon } from './parts/provider-icon.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A provider with the accounts the person linked there. */
export interface ProviderCardProps {
  readonly id: string;
  readonly name: string;
  /** URL of its icon; empty for none. */
  readonly icon: string;
  readonly accounts: readonly AccountProps[];
}

/** The page of linked accounts. */
export interface ConnectionsPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly providers: readonly ProviderCardProps[];
}

const renderProvider = (
  provider: ProviderCardProps,
  { frame, now }: ConnectionsPageProps,
): Html => html`<section class="card" aria-labelledby="provider-${provider.id}">
<div class="card-header">
${renderProviderIcon(provider.icon)}
<h2 class="card-title" id="provider-${provider.id}">${provider.name}</h2>
<div class="card-actions">${
  provider.accounts.length === 0
    ? html`<a class="btn btn-primary" href="/external-auth/${provider.id}/callback?redirect=%2Fconnections">${icon('link')}Connect<span class="visually-hidden"> ${provider.name}</span></a>`
    : html`<a class="btn btn-outline-secondary" href="/external-auth/${provider.id}/callback?another=true&amp;redirect=%2Fconnections">${icon('plus')}Add account<span class="visually-hidden"> at ${provider.name}</span></a>`
}</div>
</div>
${
  provider.accounts.length === 0
    ? html`<div class="card-body detail">Not linked. Connect it to let your workspaces and agents use it.</div>`
    : html`<ul class="list-group list-group-flush">${provider.accounts.map((account) => renderAccount({ account, provider, csrfToken: frame.csrfToken, now }))}</ul>`
}
</section>`;

/** Shows each provider with its accounts, how they are, and what can be done about it. */
export const renderConnectionsPage = (props: ConnectionsPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: 'Connections',
    lead: 'Your accounts elsewhere. Grantry keeps their tokens encrypted and fresh, and hands them to the tools you allow.',
    current: 'connections',
    content:
      props.providers.length === 0
        ? renderEmpty(
            'plug-connected',
            'No providers are configured. An administrator adds them under Providers, in grantry.yaml or in the environment.',
          )
        : html`<div class="cards">${props.providers.map((provider) => renderProvider(provider, props))}</div>`,
  });
