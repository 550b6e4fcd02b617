import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { addAgentIdentity } from '../agents/add-agent-identity.ts';
import { createAgent } from '../agents/create-agent.ts';
import { removeAgentIdentity } from '../agents/remove-agent-identity.ts';
import { replaceAgentRules } from '../agents/replace-agent-rules.ts';
import { revokeAgent } from '../agents/revoke-agent.ts';
import { identifyCaller } from '../identify-caller.ts';
import type { Identity } from '../ports.ts';
import { setUpFirstUser } from '../setup/set-up-first-user.ts';
import { openTestIdentity, origin, start } from '../testing/open-test-identity.ts';
import { provingPlatform } from '../testing/proving-platform.ts';
import { beginAgentSession } from './begin-agent-session.ts';
import type { ProvenWorkload } from './platform.ts';

const instance = { platform: 'aws', instanceId: 'i-0abc' } as const;

async function open(t: TestContext) {
  const node = await openTestIdentity();
  t.after(node.close);
  const { identity } = node;
  const setUp = await setUpFirstUser(identity, { email: 'ada@example.com', password: 'correct horse', serviceId: 1 }, origin);
  assert.ok(setUp.action === 'set_up');
  const make = async (name: string, lifetime?: number) => {
    const asked = { user: setUp.user, name, handOutRules: undefined, identities: [instance] };
    const made = await createAgent(identity, { ...asked, lifetime: lifetime === undefined ? undefined : seconds(lifetime) }, origin);
    return made.action === 'created' ? made : assert.fail(made.message);
  };
  return { node, identity, user: setUp.user, make };
}

const begin = (identity: Identity, proof: ProvenWorkload | undefined, agentName?: string, address = origin.address) =>
  beginAgentSession(identity, provingPlatform, { ...origin, address, proof, agentName });

async function tokenOf(identity: Identity, agentName?: string): Promise<string> {
  const begun = await begin(identity, instance, agentName);
  return begun.action === 'begun' ? begun.token.reveal() : assert.fail(begun.message);
}

test('a session is the agent for a day, and not a second longer', async (t) => {
  const { node, identity, make } = await open(t);
  const { agent } = await make('dev');
  const token = await tokenOf(identity);
  assert.match(token, /^gas_[0-9A-Za-z]{67}$/);
  const caller = await identifyCaller(identity, token);
  assert.ok('kind' in caller && caller.kind === 'agent' && caller.agent.id === agent.id);
  assert.equal((await identity.facts.listAgents(agent.userId))[0]?.lastUsedAt, start, 'its use is written down');
  assert.ok('kind' in (await identifyCaller(identity, token, epochSeconds(start + 86_399))));
  assert.deepEqual(await identifyCaller(identity, token, epochSeconds(start + 86_400)), { refused: 'expired' });
  const wrong = `${token.slice(0, 30)}${token.charAt(30) === 'a' ? 'b' : 'a'}${token.slice(31)}`;
  assert.ok('refused' in (await identifyCaller(identity, wrong)));
  node.now = epochSeconds(start + 1);
  assert.notEqual(await tokenOf(identity), token);
});

test('a session ends with its agent, revoked or expired', async (t) => {
  const { identity, user, make } = await open(t);
  const { agent } = await make('dev', 60);
  const token = await tokenOf(identity);
  assert.deepEqual(await identifyCaller(identity, token, epochSeconds(start + 60)), { refused: 'expired' });
  assert.equal((await revokeAgent(identity, { userId: user.id, agent: agent.id }, origin)).action, 'revoked');
  assert.deepEqual(await identifyCaller(identity, token), { refused: 'revoked' });
  const again = await begin(identity, instance);
  assert.ok(again.action === 'refuse' && again.reason === 'not_found');
});

test('a session ends with the identity it was given for', async (t) => {
  const { identity, user, make } = await open(t);
  const { agent, identities } = await make('dev');
  const token = await tokenOf(identity);
  const named = { userId: user.id, agent: 'dev' };
  const foreign = await removeAgentIdentity(identity, { ...named, userId: 'somebody' }, identities[0]?.id ?? '', origin);
  assert.ok(foreign.action === 'refuse' && foreign.reason === 'not_found');
  assert.equal((await removeAgentIdentity(identity, named, identities[0]?.id ?? '', origin)).action, 'removed');
  assert.deepEqual(await identifyCaller(identity, token), { refused: 'unknown' });
  const gone = await removeAgentIdentity(identity, named, identities[0]?.id ?? '', origin);
  assert.ok(gone.action === 'refuse' && gone.reason === 'not_found');

  const added = await addAgentIdentity(identity, named, instance, origin);
  assert.ok(added.action === 'added');
  assert.deepEqual(await identity.facts.listAgentIdentities(user.id), [added.identity]);
  assert.equal(added.identity.agentId, agent.id);
  assert.ok('kind' in (await identifyCaller(identity, await tokenOf(identity))));
  assert.deepEqual(await identifyCaller(identity, token), { refused: 'unknown' }, 'and does not come back');
});

test('J.7: of several agents that one machine is, the named one is meant', async (t) => {
  const { identity, make } = await open(t);
  const [dev, ops] = [await make('dev'), await make('ops')];
  const begun = await begin(identity, instance);
  assert.ok(begun.action === 'refuse' && begun.reason === 'ambiguous');
  for (const { agent } of [dev, ops]) {
    const caller = await identifyCaller(identity, await tokenOf(identity, agent.name));
    assert.ok('kind' in caller && caller.kind === 'agent' && caller.agent.id === agent.id);
  }
});

test('rules are replaced while the agent lives, and not by others', async (t) => {
  const { identity, user, make } = await open(t);
  await make('dev');
  const rules = [{ provider: 'github', accounts: ['octocat'], scopes: ['repo'] }];
  const named = { userId: user.id, agent: 'dev' };
  assert.equal((await replaceAgentRules(identity, named, rules, origin)).action, 'replaced');
  const caller = await identifyCaller(identity, await tokenOf(identity));
  assert.deepEqual('kind' in caller && caller.kind === 'agent' && caller.agent.handOutRules, rules);
  for (const wrong of [[{ provider: '' }], [{ provider: 'x', accounts: [] }], [{ provider: 'x', scopes: [] }], Array(101).fill(rules[0])]) {
    const refused = await replaceAgentRules(identity, named, wrong, origin);
    assert.ok(refused.action === 'refuse' && refused.reason === 'invalid');
  }
  const foreign = await replaceAgentRules(identity, { ...named, userId: 'somebody' }, undefined, origin);
  assert.ok(foreign.action === 'refuse' && foreign.reason === 'not_found');
  assert.equal((await replaceAgentRules(identity, named, undefined, origin)).action, 'replaced');
  assert.equal((await identity.facts.listAgents(user.id))[0]?.handOutRules, undefined);
});

test('refusals are counted by network, and those who are right are not held up', async (t) => {
  const { identity, make } = await open(t);
  await make('dev');
  const reasons = new Set<string>();
  for (let tries = 0; tries < 100; tries++) {
    const refused = await begin(identity, undefined);
    reasons.add(refused.action === 'refuse' ? refused.reason : 'begun');
  }
  assert.deepEqual([...reasons], ['denied']);
  const limited = await begin(identity, undefined);
  assert.ok(limited.action === 'refuse' && limited.reason === 'rate_limited' && (limited.retryAfter ?? 0) > 0);
  assert.equal((await begin(identity, instance)).action, 'begun');
  const elsewhere = await begin(identity, undefined, undefined, '198.51.100.1');
  assert.ok(elsewhere.action === 'refuse' && elsewhere.reason === 'denied');
  await identity.audit.flush();
  const told = await identity.facts.listAuditEvents({ before: 1000, limit: 500, event: 'agent_identity_refused' });
  assert.equal(told.length, 101, 'strangers do not fill the trail: what is beyond the limit is not told');
});

test('the audit trail tells of sessions, refusals and changes', async (t) => {
  const { identity, user, make } = await open(t);
  const { agent, identities } = await make('dev');
  await tokenOf(identity);
  await begin(identity, undefined);
  await replaceAgentRules(identity, { userId: user.id, agent: 'dev' }, [{ provider: 'github', scopes: ['repo'] }], origin);
  await removeAgentIdentity(identity, { userId: user.id, agent: 'dev' }, identities[0]?.id ?? '', origin);
  await identity.audit.flush();
  const events = await identity.facts.listAuditEvents({ before: 100, limit: 5 });
  assert.deepEqual(
    events.map(({ event, actor, target, details }) => ({ event, actor, target, details })),
    [
      {
        event: 'agent_identity_removed',
        actor: `user:${user.id}`,
        target: `agent:${agent.id}`,
        details: { name: 'dev', identity: 'aws:i-0abc' },
      },
      {
        event: 'agent_updated',
        actor: `user:${user.id}`,
        target: `agent:${agent.id}`,
        details: { name: 'dev', hand_out_rules: ['github::repo'] },
      },
      {
        event: 'agent_identity_refused',
        actor: 'anonymous',
        target: undefined,
        details: { platform: 'aws', reason: 'denied', words: 'Nobody says so.' },
      },
      {
        event: 'agent_session_created',
        actor: `agent:${agent.id}`,
        target: `user:${user.id}`,
        details: { platform: 'aws', instance: 'i-0abc', name: 'dev' },
      },
      {
        event: 'agent_created',
        actor: `user:${user.id}`,
        target: `agent:${agent.id}`,
        details: { name: 'dev', hand_out_rules: ['*'], identities: ['aws:i-0abc'] },
      },
    ],
  );
});

test('the sessions of suspended people are refused', async (t) => {
  const { node, identity, user, make } = await open(t);
  await make('dev');
  const token = await tokenOf(identity);
  const at = node.now;
  await identity.commit([{ change: 'change_user_access', userId: user.id, role: 'owner', status: 'suspended', at }]);
  assert.deepEqual(await identifyCaller(identity, token), { refused: 'suspended' });
  const begun = await begin(identity, instance);
  assert.ok(begun.action === 'refuse' && begun.reason === 'not_found');
});
