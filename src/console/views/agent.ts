import type { EpochSeconds } from '../../protocol/units.ts';
import { type Html, html } from '../html.ts';
import type { Frame } from './frame.ts';
import { type IdentityFormProps, renderIdentityForms } from './parts/agent-identity-forms.ts';
import { type RuleEntry, renderRulesForm } from './parts/agent-rules-form.ts';
import { renderConfirm } from './parts/confirm.ts';
import { renderTime } from './parts/time.ts';
import { renderShellLayout } from './shell-layout.ts';

/** A workload that is the agent. */
export interface AgentIdentityRow {
  readonly id: string;
  /** Where it proves itself, in words. */
  readonly platform: string;
  readonly description: string;
  readonly createdAt: EpochSeconds;
}

/** The page of one agent. */
export interface AgentPageProps {
  readonly frame: Frame;
  readonly now: EpochSeconds;
  readonly agent: { readonly id: string; readonly name: string };
  readonly mayEverything: boolean;
  readonly rules: readonly RuleEntry[];
  readonly identities: readonly AgentIdentityRow[];
  readonly newIdentity: IdentityFormProps;
}

const renderIdentity = (row: AgentIdentityRow, { frame, now, agent }: AgentPageProps): Html => html`<li class="list-group-item row-item">
<div class="row-text"><h3>${row.platform}</h3>
<p><code>${row.description}</code></p>
<p class="detail">Added ${renderTime(now, row.createdAt)}</p></div>
${renderConfirm({
  action: `/agents/${agent.id}/identities/${row.id}/remove`,
  csrfToken: frame.csrfToken,
  label: 'Remove',
  icon: 'trash',
  subject: row.description,
  consequence: 'The workload is the agent no longer, and its sessions end at once.',
  confirmLabel: 'Remove now',
})}
</li>`;

const renderIdentities = (props: AgentPageProps): Html => html`<section class="card" aria-labelledby="identities">
<div class="card-header"><h2 class="card-title" id="identities">Workloads that are this agent</h2></div>
${
  props.identities.length === 0
    ? html`<div class="card-body detail">None yet: it proves itself with its token.</div>`
    : html`<ul class="list-group list-group-flush">${props.identities.map((row) => renderIdentity(row, props))}</ul>`
}
</section>`;

/** Shows and changes what one agent may get, and which workloads are it. */
export const renderAgentPage = (props: AgentPageProps): Html =>
  renderShellLayout({
    frame: props.frame,
    title: props.agent.name,
    lead: 'What this agent may get of your connections, and which workloads are it without a token of their own.',
    current: 'agents',
    content: html`<div class="cards">
<section class="card" aria-labelledby="rules"><div class="card-body">
<h2 class="card-title" id="rules">What it may get</h2>
${renderRulesForm({ action: `/agents/${props.agent.id}/rules`, csrfToken: props.frame.csrfToken, ...props })}
</div></section>
${renderIdentities(props)}
${renderIdentityForms({ action: `/agents/${props.agent.id}/identities`, csrfToken: props.frame.csrfToken }, props.newIdentity)}
</div>`,
  });
