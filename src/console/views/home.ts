import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Frame } from './frame.ts';
import { type Health, renderHealthChip } from './parts/health-chip.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A linked account at a glance. */
export interface HomeConnection {
  readonly providerName: string;
  /** Its name at the provider; undefined when the provider told none. */
  readonly login: string | undefined;
  readonly health: Health;
  readonly cause: string | undefined;
}

/** The overview. */
export interface HomePageProps {
  readonly frame: Frame;
  readonly connections: readonly HomeConnection[];
  /** Providers with no account yet. */
  readonly unlinkedProviders: readonly string[];
  readonly counts: {
    readonly authorisedApps: number;
    readonly agents: number;
    readonly apiTokens: number;
    readonly sessions: number;
  };
  /** Where command lines and clients reach this deployment. */
  readonly accessUrl: string;
}

const renderConnections = ({ connections, unlinkedProviders }: HomePageProps): Content => {
  if (connections.length === 0 && unlinkedProviders.length === 0) return html`<p class="detail">No providers are configured yet.</p>`;
  return html`<ul class="glance">
${connections.map(
  ({ providerName, login, health, cause }) =>
    html`<li><div><strong>${providerName}</strong>${login !== undefined && html` <span class="detail">${login}</span>`}${cause !== undefined && html`<div class="detail">${cause}</div>`}</div>${renderHealthChip(health)}</li>`,
)}
${unlinkedProviders.map((name) => html`<li><div><strong>${name}</strong></div><span class="detail">not linked</span></li>`)}
</ul>`;
};

const renderCount = (path: string, label: string, count: number): Html =>
  html`<li><a class="card count" href="${path}"><strong>${count}</strong><span>${label}</span></a></li>`;

/** Shows what needs the person first, then how much there is of everything. */
export const renderHomePage = (props: HomePageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: 'Overview',
    current: 'home',
    content: html`<div class="cards">
<section class="card" aria-labelledby="home-connections">
<div class="card-header"><h2 class="card-title" id="home-connections">Connections</h2><div class="card-actions"><a class="btn btn-outline-secondary" href="/connections">Manage<span class="visually-hidden"> connections</span></a></div></div>
<div class="card-body">${renderConnections(props)}</div>
</section>
<ul class="counts">
${renderCount('/authorised-apps', 'Authorised apps', props.counts.authorisedApps)}
${renderCount('/agents', 'Agents', props.counts.agents)}
${renderCount('/api-tokens', 'API tokens', props.counts.apiTokens)}
${renderCount('/sessions', 'Sessions', props.counts.sessions)}
</ul>
<section class="card" aria-labelledby="home-terminal">
<div class="card-body"><h2 class="card-title" id="home-terminal">${icon('arrow-right')}From a terminal</h2>
<pre tabindex="0"><code>export GRANTRY_URL=${props.accessUrl}
grantry login
grantry external-auth access-token &lt;provider&gt;</code></pre></div>
</section>
</div>`,
  });
