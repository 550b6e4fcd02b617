import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import type { IdentifiedAgent } from '../ports.ts';
import { type AgentQuestion, decideAgent } from './decide-agent.ts';

const now = epochSeconds(1_790_000_000);
const proven = { platform: 'aws', instanceId: 'i-0abc' } as const;

const known: IdentifiedAgent = {
  identity: { id: 'id-1', agentId: 'a-1', workload: proven, createdAt: now },
  agent: {
    id: 'a-1',
    secretHash: '',
    userId: 'u-1',
    name: 'dev',
    handOutRules: undefined,
    createdAt: now,
    expiresAt: undefined,
    lastUsedAt: undefined,
    revokedAt: undefined,
  },
  user: {
    id: 'u-1',
    email: 'ada@example.com',
    username: 'ada',
    name: 'Ada',
    role: 'member',
    status: 'active',
    passwordHash: undefined,
    createdAt: now,
    updatedAt: now,
    lastSeenAt: undefined,
  },
};
const agentWith = (change: Partial<IdentifiedAgent['agent']>): IdentifiedAgent => ({ ...known, agent: { ...known.agent, ...change } });
const second = agentWith({ id: 'a-2', name: 'ops' });
const namesake = agentWith({ id: 'a-3', userId: 'u-2' });

/** The id of the agent that was found, or why none was. */
function decide(change: Partial<AgentQuestion>): string {
  const decided = decideAgent({ proven, candidates: [known], agentName: undefined, now, ...change });
  return 'action' in decided ? decided.reason : decided.agent.id;
}

const cases: readonly (readonly [title: string, Partial<AgentQuestion>, string])[] = [
  ['the one agent that is known by the instance', {}, 'a-1'],
  ['an agent with two identities that match', { candidates: [known, known] }, 'a-1'],
  ['J.3: nobody', { candidates: [] }, 'not_found'],
  ['J.3: somebody known by something else', { proven: { ...proven, instanceId: 'i-0abd' } }, 'not_found'],
  ['J.4: the agent that is named', { candidates: [known, second], agentName: 'ops' }, 'a-2'],
  ['J.4: the agent that is named by its id', { candidates: [known, second, namesake], agentName: 'a-3' }, 'a-3'],
  ['J.4: a name that the one agent does not have', { agentName: 'ops' }, 'not_found'],
  ['J.6: agents that are over are skipped', { candidates: [agentWith({ expiresAt: now }), second] }, 'a-2'],
  ['J.6: agents that were revoked are skipped', { candidates: [agentWith({ revokedAt: now }), second] }, 'a-2'],
  [
    'J.6: agents of suspended people are skipped',
    { candidates: [{ ...known, user: { ...known.user, status: 'suspended' } }, second] },
    'a-2',
  ],
  ['J.7: several', { candidates: [known, second] }, 'ambiguous'],
  ['J.7: several of one name, of several people', { candidates: [known, namesake], agentName: 'dev' }, 'ambiguous'],
];

for (const [title, change, expected] of cases) test(`${title}: ${expected}`, () => assert.equal(decide(change), expected));

test('J.3: the refusal quotes the instance', () => {
  const decided = decideAgent({ proven, candidates: [], agentName: 'dev', now });
  assert.ok('action' in decided);
  assert.equal(decided.message, 'No agent that is called "dev" is known by the instance "i-0abc".');
});

test('J.7: the refusal says how to say which one', () => {
  const message = (agentName: string | undefined, ...candidates: IdentifiedAgent[]): string => {
    const decided = decideAgent({ proven, candidates, agentName, now });
    return 'action' in decided ? decided.message : '';
  };
  assert.match(message(undefined, known, second), /by agent_name/);
  assert.match(message('dev', known, namesake), /by its id/);
});
