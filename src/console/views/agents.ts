import type { EpochSeconds } from '../../protocol/units.ts';
import { type Content, type Html, html } from '../html.ts';
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

/** A workload acting for the person, without its secret. */
export interface AgentRow {
  readonly id: string;
  readonly name: string;
  /** What it may get, a rule each; undefined is everything. */
  readonly rules: readonly string[] | undefined;
  /** The workloads that are it. */
  readonly identities: readonly string[];
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds | undefined;
  readonly lastUsedAt: EpochSeconds | undefined;
}

/** The page of agents. */
export interface AgentsPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly agents: readonly AgentRow[];
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  /** The one just made, with its token in full. */
  readonly created?: { readonly id: string; readonly name: string; readonly credential: string };
}

const describeRules = ({ rules }: AgentRow): Content => {
  if (rules === undefined) return 'everything';
  return rules.length === 0 ? 'nothing' : rules.map((rule) => html`<code>${rule}</code> `);
};

const renderRow = (agent: AgentRow, { frame, now }: AgentsPageProps): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h3><a href="/agents/${agent.id}">${agent.name}</a></h3>
<p class="detail">Made ${renderTime(now, agent.createdAt)} · ${agent.expiresAt === undefined ? 'no end' : html`expires ${renderTime(now, agent.expiresAt)}`} · ${
  agent.lastUsedAt === undefined ? 'never seen' : html`seen ${renderTime(now, agent.lastUsedAt)}`
}</p>
<p class="scope-line">May get ${describeRules(agent)}</p>
${agent.identities.length > 0 && html`<p class="scope-line">Known by ${agent.identities.map((identity) => html`<code>${identity}</code> `)}</p>`}</div>
${renderConfirm({
  action: `/agents/${agent.id}/revoke`,
  csrfToken: frame.csrfToken,
  label: 'Revoke',
  icon: 'trash',
  subject: agent.name,
  consequence: 'It gets no more tokens, from this moment on.',
  confirmLabel: 'Revoke now',
})}
</li>`;

const renderForm = ({ frame, providers }: AgentsPageProps): Html => html`<section class="card"><div class="card-body">
<h2 class="card-title">New agent</h2>
<form method="post" action="/agents">
${csrfField(frame.csrfToken)}
${renderField({ name: 'name', label: 'Name', hint: 'The workspace, job or assistant it stands for.', maxLength: 64, autocomplete: 'off' })}
${renderExpiryChoices()}
${
  providers.length > 0 &&
  renderChoices({
    type: 'checkbox',
    name: 'provider',
    legend: 'May get tokens of',
    hint: 'Choose nothing for all providers.',
    choices: providers.map(({ id, name }) => ({ value: id, label: name })),
  })
}
<button class="btn btn-primary">${icon('plus')}Create agent</button>
</form>
</div></section>`;

/** Lists agents, makes new ones, and shows a new one's token once. */
export const renderAgentsPage = (props: AgentsPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: 'Agents',
    lead: 'Workspaces, CI jobs and assistants that get tokens of your connections, each with an identity you can take back.',
    current: 'agents',
    content: html`<div class="cards">
${
  props.created !== undefined &&
  renderShownOnce({
    heading: `Agent “${props.created.name}” created`,
    credential: props.created.credential,
    hint: 'Give it to the agent as GRANTRY_AGENT_TOKEN, or as a file named by GRANTRY_AGENT_TOKEN_FILE.',
  })
}
${props.created !== undefined && html`<p><a href="/agents/${props.created.id}">Say what ${props.created.name} may get, and which workloads are it</a></p>`}
${
  props.agents.length === 0
    ? renderEmpty('robot', 'You have no agents.')
    : html`<section aria-labelledby="agents"><h2 class="visually-hidden" id="agents">Your agents</h2><ul class="card list-group">${props.agents.map((agent) => renderRow(agent, props))}</ul></section>`
}
${renderForm(props)}
</div>`,
  });
