import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { renderEmpty } from './parts/empty.ts';
import { renderProviderIcon } from './parts/provider-icon.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A provider, as the list shows it. */
export interface ProviderRow {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** URL of its icon; empty for none. */
  readonly icon: string;
  /** Where it is configured, in words. */
  readonly sources: string;
  readonly connections: number;
  /** Why its stored settings cannot be used. */
  readonly problem: string | undefined;
}

/** The page of providers. */
export interface ProvidersPageProps {
  readonly frame: Frame;
  readonly providers: readonly ProviderRow[];
}

const renderChip = (problem: string | undefined): Html =>
  problem === undefined
    ? html`<span class="chip chip-success">${icon('circle-check')}Configured</span>`
    : html`<span class="chip chip-danger">${icon('alert-triangle')}Cannot be used</span>`;

const renderRow = (provider: ProviderRow): Html => html`<li class="list-group-item row-item">
${renderProviderIcon(provider.icon)}
<div class="row-text"><h2><a href="/providers/${provider.id}">${provider.name}</a></h2>
<p class="detail"><code>${provider.id}</code> · ${provider.type} · ${provider.sources} · ${provider.connections} linked</p>
${provider.problem !== undefined && html`<p class="cause">${provider.problem}</p>`}</div>
${renderChip(provider.problem)}
</li>`;

const addButton = html`<a class="btn btn-primary" href="/providers/new">${icon('plus')}Add provider</a>`;

/** Lists the providers whose accounts people can link. */
export const renderProvidersPage = ({ frame, providers }: ProvidersPageProps): Html =>
  renderShellLayout({
    frame,
    title: 'Providers',
    lead: 'Where your people can link accounts.',
    current: 'providers',
    content:
      providers.length === 0
        ? renderEmpty('cloud', 'No provider is configured.', addButton)
        : html`<p>${addButton}</p><ul class="card list-group">${providers.map(renderRow)}</ul>`,
  });
