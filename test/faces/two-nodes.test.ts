import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { unlinkConnection } from '../../src/broker/unlink/unlink-connection.ts';
import { type OpenRooms, openRooms } from '../../src/server/rooms.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { configuredOf, tokensUntil, userId } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';

const openNode = (folder: string): Promise<OpenRooms> =>
  openRooms({
    database: `sqlite:${folder}/nodes.db`,
    masterKey: Buffer.alloc(32, 1),
    accessUrl: 'http://grantry.test',
    providers: configuredOf({ id: 'upstream', type: 'custom', client_id: 'c', auth_url: 'http://p.test/a', token_url: 'http://p.test/t' }),
  });
const ask = async ({ broker }: OpenRooms): Promise<string> => (await handOut(broker, { userId, selector: { id: 'upstream' } })).action;

test('ADR 0005: an account that was unlinked gives no token on its node at once, and on another within a second', async () => {
  using folder = temporaryFolder('two-nodes');
  const [here, there] = await Promise.all([openNode(folder.path), openNode(folder.path)]);
  try {
    const { id } = await keepConnection(here, tokensUntil(here.clock() + 3600));
    assert.deepEqual([await ask(here), await ask(there)], ['token', 'token']);

    const [provider] = here.broker.providers;
    assert.ok(provider);
    await unlinkConnection(here.broker, provider, id);
    assert.equal(await ask(here), 'link_needed');
    const unlinkedAt = performance.now();
    while ((await ask(there)) === 'token') {
      assert.ok(performance.now() - unlinkedAt < 5000, 'the other node still hands out'); // a second, on a machine that is slow
      await sleep(50);
    }
  } finally {
    await Promise.all([here.close(), there.close()]);
  }
});
