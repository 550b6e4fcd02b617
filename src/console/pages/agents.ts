import { createAgent } from '../../identity/agents/create-agent.ts';
import { describeWorkload } from '../../identity/agents/describe-agent.ts';
import { revokeAgent } from '../../identity/agents/revoke-agent.ts';
import { rulesOfProviders } from '../../identity/model/hand-out-rule.ts';
import { describeRule } from '../describe-rule.ts';
import { withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { type AgentsPageProps, renderAgentsPage } from '../views/agents.ts';
import { readLifetime } from './read-lifetime.ts';

async function showWith(
  { context, user, frame }: MemberVisit,
  more: Pick<AgentsPageProps, 'created'> & { readonly refusal?: string },
): Promise<PageAnswer> {
  const { identity, broker } = context;
  const nameById = new Map(broker.providers.map(({ id, displayName }) => [id, displayName]));
  const identities = await identity.facts.listAgentIdentities(user.id);
  const agents = (await identity.facts.listAgents(user.id)).map((agent) => ({
    ...agent,
    rules: agent.handOutRules?.map((rule) => describeRule({ ...rule, provider: nameById.get(rule.provider) ?? rule.provider })),
    identities: identities.filter(({ agentId }) => agentId === agent.id).map(({ workload }) => describeWorkload(workload)),
  }));
  const providers = [...nameById].map(([id, name]) => ({ id, name }));
  const { refusal, ...created } = more;
  const shownFrame = refusal === undefined ? frame : { ...frame, notice: { tone: 'danger', text: refusal } as const };
  const page = renderAgentsPage({ frame: shownFrame, now: identity.clock(), agents, providers, ...created });
  return { answer: 'show', status: refusal === undefined ? 200 : 400, page };
}

async function create(visit: MemberVisit): Promise<PageAnswer> {
  const { context, user, origin, form } = visit;
  const known = new Set(context.broker.providers.map(({ id }) => id));
  const chosen = form.getAll('provider');
  // Leaving unknown ones out could leave none, and none means all.
  if (!chosen.every((id) => known.has(id))) return showWith(visit, { refusal: 'One of the providers is not known here.' });
  const handOutRules = rulesOfProviders(chosen.length === 0 ? undefined : chosen);
  const asked = { user, name: form.get('name') ?? '', handOutRules, identities: [], lifetime: readLifetime(form) };
  const made = await createAgent(context.identity, asked, origin);
  if (made.action === 'refuse') return showWith(visit, { refusal: made.message });
  return showWith(visit, { created: { id: made.agent.id, name: made.agent.name, credential: made.token.reveal() } });
}

async function revoke({ context, user, origin, params }: MemberVisit): Promise<PageAnswer> {
  const revoked = await revokeAgent(context.identity, { userId: user.id, agent: params.id ?? '' }, origin);
  return revoked.action === 'refuse' ? notFound : { answer: 'go', to: withNotice('/agents', 'agent_revoked') };
}

/** `/agents`: the workloads that act for the person. */
export const agentsPage: Page = definePage({
  access: 'member',
  routes: [
    { method: 'GET', path: '/agents', run: (visit) => showWith(visit, {}) },
    { method: 'POST', path: '/agents', run: create },
    { method: 'POST', path: '/agents/:id/revoke', run: revoke },
  ],
});
