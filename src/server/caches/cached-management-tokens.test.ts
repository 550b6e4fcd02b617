import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IdentityChange } from '../../identity/changes.ts';
import type { ManagementToken } from '../../identity/model/session.ts';
import type { IdentityFacts } from '../../identity/ports.ts';
import { cachedManagementTokens } from './cached-management-tokens.ts';

/** A store of one token that counts how often it is asked. */
function setUp() {
  const world = { reads: 0, kind: 'service' as ManagementToken['kind'] };
  const findManagementToken = () => {
    world.reads++;
    return { kind: world.kind } as ManagementToken; // the cache looks into nothing
  };
  const commit = async () => ({ outcome: 'committed' }) as const;
  const cached = cachedManagementTokens({ findManagementToken } as unknown as IdentityFacts, commit);
  const kindNow = async () => (await cached.facts.findManagementToken('a'))?.kind;
  return { world, cached, kindNow };
}

test('a token is read once for many calls', async () => {
  const { world, kindNow } = setUp();
  for (let call = 0; call < 5; call++) assert.equal(await kindNow(), 'service');
  assert.equal(world.reads, 1);
});

test('a commit of this process that may concern a token is seen at once; frequent others leave it alone', async () => {
  const { world, cached, kindNow } = setUp();
  await kindNow();
  world.kind = 'organization';
  await cached.commit([{ change: 'spend_attempt' } as IdentityChange]);
  assert.equal(await kindNow(), 'service');
  await cached.commit([{ change: 'insert_management_token' } as IdentityChange]);
  assert.equal(await kindNow(), 'organization');
  assert.equal(world.reads, 2);
});
