import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { formatCredential, parseCredential } from '../protocol/credential.ts';
import type { Secret } from '../protocol/secret.ts';
import { epochSeconds, seconds } from '../protocol/units.ts';
import { createAgent } from './agents/create-agent.ts';
import { revokeAgent } from './agents/revoke-agent.ts';
import { createApiToken } from './api-tokens/create-api-token.ts';
import { deleteApiToken } from './api-tokens/delete-api-token.ts';
import { identifyCaller } from './identify-caller.ts';
import { identifyManagementToken } from './identify-management-token.ts';
import type { User } from './model/user.ts';
import { sessionLifetime, touchInterval } from './sessions/session-lifetime.ts';
import { beginSession } from './sessions/sign-in.ts';
import { setUpFirstUser } from './setup/set-up-first-user.ts';
import { openTestIdentity, origin, start, type TestIdentity } from './testing/open-test-identity.ts';
import { changeAccess } from './users/change-access.ts';
import { createUser } from './users/create-user.ts';

interface World extends TestIdentity {
  readonly ada: User;
  readonly bob: User;
}

const open = async (t: TestContext): Promise<World> => {
  const node = await openTestIdentity();
  t.after(node.close);
  const setUp = await setUpFirstUser(node.identity, { email: 'ada@example.com', password: 'correct horse', serviceId: 1 }, origin);
  assert.ok(setUp.action === 'set_up');
  const created = await createUser(node.identity, { email: 'bob@example.com', role: 'member', by: setUp.user }, origin);
  assert.ok(created.action === 'created');
  return Object.assign(node, { ada: setUp.user, bob: created.user });
};

const lifetime = seconds(7200);

/** Each kind of credential, made for bob to last two hours or its own while, and how it is taken away. */
const kinds: Readonly<Record<string, { make(world: World): Promise<Secret>; end?(world: World): Promise<unknown>; lasts: number }>> = {
  session: {
    make: async ({ identity, bob }) => {
      const begun = await beginSession(identity, bob, origin, ['pwd']);
      assert.ok(begun.action === 'signed_in');
      return begun.token;
    },
    lasts: sessionLifetime.idle,
  },
  'API token': {
    make: async ({ identity, bob }) => {
      const asked = { user: bob, name: 'ci', scopes: ['agent:read'], lifetime, grantable: undefined };
      const created = await createApiToken(identity, asked, origin);
      assert.ok(created.action === 'created');
      return created.token;
    },
    end: async ({ identity, bob }) => {
      const [apiToken] = await identity.facts.listApiTokens(bob.id);
      return deleteApiToken(identity, { userId: bob.id, apiTokenId: apiToken?.id ?? '' }, origin);
    },
    lasts: lifetime,
  },
  'agent token': {
    make: async ({ identity, bob }) => {
      const created = await createAgent(
        identity,
        { user: bob, name: 'builder', handOutRules: [{ provider: 'github' }], identities: [], lifetime },
        origin,
      );
      assert.ok(created.action === 'created');
      return created.token;
    },
    end: ({ identity, bob }) => revokeAgent(identity, { userId: bob.id, agent: 'builder' }, origin),
    lasts: lifetime,
  },
};

for (const [kind, { make, end, lasts }] of Object.entries(kinds)) {
  test(`the ${kind} says who calls until it expires`, async (t) => {
    const world = await open(t);
    const token = (await make(world)).reveal();
    const caller = await identifyCaller(world.identity, token);
    assert.ok('kind' in caller);
    assert.equal(caller.user.id, world.bob.id);
    assert.ok('kind' in (await identifyCaller(world.identity, token, epochSeconds(start + touchInterval - 1))));
    assert.deepEqual(await identifyCaller(world.identity, token, epochSeconds(start + lasts)), { refused: 'expired' });
  });

  test(`the ${kind} with another secret is unknown`, async (t) => {
    const world = await open(t);
    const credential = parseCredential((await make(world)).reveal());
    assert.ok(credential !== undefined);
    const forged = formatCredential({ ...credential, secret: credential.secret.split('').reverse().join('') });
    assert.deepEqual(await identifyCaller(world.identity, forged), { refused: 'unknown' });
  });

  test(`the ${kind} of a suspended user is refused`, async (t) => {
    const world = await open(t);
    const token = (await make(world)).reveal();
    await changeAccess(world.identity, { by: world.ada, userId: world.bob.id, status: 'suspended' }, origin);
    assert.deepEqual(await identifyCaller(world.identity, token), { refused: kind === 'session' ? 'unknown' : 'suspended' });
  });

  test(`the use of the ${kind} is written down at most once an hour`, async (t) => {
    const world = await open(t);
    const token = (await make(world)).reveal();
    const commits: string[] = [];
    const identity = {
      ...world.identity,
      commit: (changes: Parameters<typeof world.identity.commit>[0]) => {
        commits.push(changes.map(({ change }) => change).join());
        return world.identity.commit(changes);
      },
    };
    for (const later of [0, 1, 1800, 3600, 3601, 7199]) await identifyCaller(identity, token, epochSeconds(start + later));
    assert.equal(commits.length, kind === 'session' ? 1 : 2);
    assert.equal((await world.identity.facts.findUser(world.bob.id))?.lastSeenAt, start + 3600);
  });

  if (end !== undefined) {
    test(`the ${kind} stops working when it is taken away`, async (t) => {
      const world = await open(t);
      const token = (await make(world)).reveal();
      await end(world);
      const { refused } = { refused: undefined, ...(await identifyCaller(world.identity, token)) };
      assert.equal(refused, kind === 'agent token' ? 'revoked' : 'unknown');
    });
  }
}

test('a session in use lasts, but not beyond its absolute maximum', async (t) => {
  const world = await open(t);
  const token = (await kinds.session?.make(world))?.reveal() ?? '';
  const day = 86_400;
  for (let at = 0; at < sessionLifetime.absolute; at += 6 * day) {
    assert.ok('kind' in (await identifyCaller(world.identity, token, epochSeconds(start + at))), `after ${at / day} days`);
  }
  const end = epochSeconds(start + sessionLifetime.absolute);
  assert.deepEqual(await identifyCaller(world.identity, token, end), { refused: 'expired' });
});

test('an agent carries what it may get, and an API token its scopes', async (t) => {
  const world = await open(t);
  const agent = await identifyCaller(world.identity, (await kinds['agent token']?.make(world))?.reveal() ?? '');
  assert.deepEqual('kind' in agent && agent.kind === 'agent' && agent.agent.handOutRules, [{ provider: 'github' }]);
  const user = await identifyCaller(world.identity, (await kinds['API token']?.make(world))?.reveal() ?? '');
  assert.deepEqual('kind' in user && user.kind === 'user' && user.scopes, ['agent:read']);
});

test('what is no credential of identity is not ours', async (t) => {
  const { identity } = await open(t);
  const accessToken = formatCredential(identity.mint.credential('accessToken'));
  for (const token of ['', 'x', accessToken, formatCredential(identity.mint.credential('serviceToken'))]) {
    assert.deepEqual(await identifyCaller(identity, token), { refused: 'not_ours' });
  }
  assert.deepEqual(await identifyManagementToken(identity, accessToken), { refused: 'not_ours' });
  const unknown = formatCredential(identity.mint.credential('serviceToken'));
  assert.deepEqual(await identifyManagementToken(identity, unknown), { refused: 'unknown' });
});
