import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientWithSecrets, EngineFacts } from '../../engine/ports.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { cachedClients } from './cached-clients.ts';

/** A store of one client that counts how often it is asked, and a clock that is set by hand. */
function setUp(answer: (client: ClientWithSecrets) => ClientWithSecrets | Promise<ClientWithSecrets> = (client) => client) {
  const world = { now: 1000, reads: 0, name: 'before' };
  const findClient = () => {
    world.reads++;
    return answer({ client: { name: world.name }, secrets: [] } as unknown as ClientWithSecrets); // the cache looks into nothing
  };
  const commit = async () => ({ outcome: 'committed' }) as const;
  const cached = cachedClients({ findClient } as unknown as EngineFacts, commit, () => epochSeconds(world.now));
  const nameNow = async () => (await cached.facts.findClient(1, 'a'))?.client.name;
  return { world, cached, nameNow };
}

test('a client is read once within a second, and again after it', async () => {
  const { world, nameNow } = setUp();
  await nameNow();
  world.name = 'after';
  assert.equal(await nameNow(), 'before');
  world.now += 2;
  assert.equal(await nameNow(), 'after');
  assert.equal(world.reads, 2);
});

test('a clock that is set back makes no client immortal', async () => {
  const { world, nameNow } = setUp();
  await nameNow();
  world.now -= 600;
  world.name = 'after';
  assert.equal(await nameNow(), 'after');
});

test('a commit of this process that concerns a client is seen at once; others leave the cache alone', async () => {
  const { world, cached, nameNow } = setUp();
  await nameNow();
  world.name = 'after';
  await cached.commit([{ change: 'revoke_grant', grantId: 'g', at: epochSeconds(1) }]);
  assert.equal(await nameNow(), 'before');
  await cached.commit([{ change: 'delete_client_secret', clientNumber: 1, secretId: 's' }]);
  assert.equal(await nameNow(), 'after');
});

test('an answer that was on its way while a client changed is not kept', async () => {
  const gate = Promise.withResolvers<void>();
  const { world, cached, nameNow } = setUp(async (client) => {
    await gate.promise;
    return client;
  });
  const early = nameNow();
  world.name = 'after';
  await cached.commit([{ change: 'touch_client_secret', secretId: 's', at: epochSeconds(1) }]);
  gate.resolve();
  assert.equal(await early, 'before');
  assert.equal(await nameNow(), 'after');
});
