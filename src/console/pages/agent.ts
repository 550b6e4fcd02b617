import { addAgentIdentity } from '../../identity/agents/add-agent-identity.ts';
import { describeWorkload } from '../../identity/agents/describe-agent.ts';
import { findLiveAgent } from '../../identity/agents/find-live-agent.ts';
import { removeAgentIdentity } from '../../identity/agents/remove-agent-identity.ts';
import { replaceAgentRules } from '../../identity/agents/replace-agent-rules.ts';
import type { HandOutRule } from '../../identity/model/hand-out-rule.ts';
import type { AgentIdentity } from '../../identity/model/workload-identity.ts';
import type { Refusal } from '../../identity/refusal.ts';
import { workloadPlatforms } from '../../identity/workload/registry.ts';
import { readIdentityForm } from '../forms/identity-form.ts';
import { readRulesForm } from '../forms/rules-form.ts';
import { type NoticeName, withNotice } from '../notices.ts';
import { definePage, type MemberVisit, notFound, type Page, type PageAnswer } from '../page.ts';
import { type AgentIdentityRow, renderAgentPage } from '../views/agent.ts';
import type { RuleEntry } from '../views/parts/agent-rules-form.ts';

const nameOf = (visit: MemberVisit): { readonly userId: string; readonly agent: string } => ({
  userId: visit.user.id,
  agent: visit.params.id ?? '',
});

const labels = new Map(workloadPlatforms.map(({ name, label }) => [name, label]));

const toRow = ({ id, workload, createdAt }: AgentIdentity): AgentIdentityRow => ({
  id,
  platform: labels.get(workload.platform) ?? workload.platform,
  description: describeWorkload(workload),
  createdAt,
});

/** Whether a rule is about installations of an app, which the form does not have: saved as an entry, it would allow every account. */
const isOfInstallations = ({ installations }: HandOutRule): boolean => installations !== undefined;

/** An entry for each rule about accounts, and one for each provider without. */
async function listEntries({ context, user }: MemberVisit, rules: readonly HandOutRule[]): Promise<readonly RuleEntry[]> {
  const { broker } = context;
  const connections = await broker.facts.listConnections(user.id);
  const entryOf = (rule: HandOutRule, isRule: boolean): RuleEntry => {
    const linked = connections.filter(({ providerId, account }) => providerId === rule.provider && account !== '');
    const names = new Set([...linked.map(({ account }) => account), ...(rule.accounts ?? [])]);
    return {
      providerId: rule.provider,
      providerName: broker.providers.find(({ id }) => id === rule.provider)?.displayName ?? rule.provider,
      isRule,
      accounts: [...names].map((name) => ({ name, isChosen: rule.accounts?.includes(name) === true })),
      scopes: rule.scopes ?? [],
    };
  };
  const others = broker.providers.filter(({ id }) => !rules.some(({ provider }) => provider === id));
  return [...rules.map((rule) => entryOf(rule, true)), ...others.map(({ id }) => entryOf({ provider: id }, false))];
}

async function show(visit: MemberVisit, refusal?: string): Promise<PageAnswer> {
  const { context, user, frame } = visit;
  const { identity } = context;
  const agent = await findLiveAgent(identity, user.id, nameOf(visit).agent);
  if ('action' in agent) return notFound;
  const identities = (await identity.facts.listAgentIdentities(user.id)).filter(({ agentId }) => agentId === agent.id);
  const page = renderAgentPage({
    frame: refusal === undefined ? frame : { ...frame, notice: { tone: 'danger', text: refusal } },
    now: identity.clock(),
    agent,
    mayEverything: agent.handOutRules === undefined,
    rules: await listEntries(
      visit,
      (agent.handOutRules ?? []).filter((rule) => !isOfInstallations(rule)),
    ),
    identities: identities.map(toRow),
    newIdentity: {
      clouds: workloadPlatforms.filter(({ knownBy }) => knownBy === 'instance').map(({ name, label }) => ({ platform: name, label })),
      tokenPlatform: workloadPlatforms.find(({ knownBy }) => knownBy === 'issuer')?.name ?? '',
      issuers: identity.workload.trust.issuers.map(({ issuer }) => issuer),
    },
  });
  return { answer: 'show', status: refusal === undefined ? 200 : 400, page };
}

/** Back to the page: with a notice, or with what was wrong. */
const answer = (
  visit: MemberVisit,
  decision: { readonly action: string } | Refusal,
  notice: NoticeName,
): Promise<PageAnswer> | PageAnswer => {
  if (!('reason' in decision)) return { answer: 'go', to: withNotice(`/agents/${nameOf(visit).agent}`, notice) };
  return decision.reason === 'not_found' ? notFound : show(visit, decision.message);
};

async function saveRules(visit: MemberVisit): Promise<PageAnswer> {
  const { context, user, origin, form } = visit;
  const agent = await findLiveAgent(context.identity, user.id, nameOf(visit).agent);
  if ('action' in agent) return notFound;
  const known = [...context.broker.providers.map(({ id }) => id), ...(agent.handOutRules ?? []).map(({ provider }) => provider)];
  const read = readRulesForm(form, new Set(known));
  if ('refusal' in read) return show(visit, read.refusal);
  const rules = read.rules && [...read.rules, ...(agent.handOutRules ?? []).filter(isOfInstallations)];
  return answer(visit, await replaceAgentRules(context.identity, nameOf(visit), rules, origin), 'agent_saved');
}

const addIdentity = async (visit: MemberVisit): Promise<PageAnswer> =>
  answer(
    visit,
    await addAgentIdentity(visit.context.identity, nameOf(visit), readIdentityForm(visit.form), visit.origin),
    'agent_identity_added',
  );

const removeIdentity = async (visit: MemberVisit): Promise<PageAnswer> =>
  answer(
    visit,
    await removeAgentIdentity(visit.context.identity, nameOf(visit), visit.params.identity ?? '', visit.origin),
    'agent_identity_removed',
  );

/** `/agents/{id}`: what one agent may get, and which workloads are it. */
export const agentPage: Page = definePage({
  access: 'member',
  routes: [
    { method: 'GET', path: '/agents/:id', run: (visit) => show(visit) },
    { method: 'POST', path: '/agents/:id/rules', run: saveRules },
    { method: 'POST', path: '/agents/:id/identities', run: addIdentity },
    { method: 'POST', path: '/agents/:id/identities/:identity/remove', run: removeIdentity },
  ],
});
