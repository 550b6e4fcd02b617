import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setUpFirstUser } from '../setup/set-up-first-user.ts';
import { openTestIdentity, origin } from '../testing/open-test-identity.ts';
import { createAgent } from './create-agent.ts';
import { revokeAgent } from './revoke-agent.ts';

test('agents are made, listed and revoked by id or name; a revoked one’s name is free again', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const { identity } = node;
  const setUp = await setUpFirstUser(identity, { email: 'ada@example.com', password: 'correct horse', serviceId: 1 }, origin);
  assert.ok(setUp.action === 'set_up');
  const userId = setUp.user.id;
  const asked = { user: setUp.user, name: 'ci', handOutRules: undefined, identities: [], lifetime: undefined };

  const first = await createAgent(identity, asked, origin);
  assert.ok(first.action === 'created');
  const twin = await createAgent(identity, asked, origin);
  assert.ok(twin.action === 'refuse' && twin.reason === 'taken');
  const foreign = await revokeAgent(identity, { userId: 'someone', agent: first.agent.id }, origin);
  assert.ok(foreign.action === 'refuse' && foreign.reason === 'not_found');

  assert.equal((await revokeAgent(identity, { userId, agent: 'ci' }, origin)).action, 'revoked');
  assert.deepEqual(await identity.facts.listAgents(userId), []);
  const again = await revokeAgent(identity, { userId, agent: first.agent.id }, origin);
  assert.ok(again.action === 'refuse' && again.reason === 'not_found');

  const second = await createAgent(identity, { ...asked, handOutRules: [{ provider: 'github' }] }, origin);
  assert.ok(second.action === 'created');
  assert.deepEqual(
    (await identity.facts.listAgents(userId)).map(({ name, handOutRules }) => ({ name, handOutRules })),
    [{ name: 'ci', handOutRules: [{ provider: 'github' }] }],
  );
  assert.equal((await revokeAgent(identity, { userId, agent: second.agent.id }, origin)).action, 'revoked');
});
