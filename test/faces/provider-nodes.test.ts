import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createProvider } from '../../src/broker/provider-settings/save-provider.ts';
import { type OpenRooms, openRooms } from '../../src/server/rooms.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a provider that is added on one node works there at once, and within two seconds on another', async () => {
  using folder = temporaryFolder('nodes');
  const open = (): Promise<OpenRooms> =>
    openRooms({
      database: `sqlite:${join(folder.path, 'grantry.db')}`,
      masterKey: Buffer.alloc(32, 1),
      accessUrl: 'http://grantry.test',
      providers: [],
    });
  const [one, other] = [await open(), await open()];
  try {
    const input = new Map([
      ['TYPE', 'github'],
      ['CLIENT_ID', 'c'],
      ['CLIENT_SECRET', 's'],
    ] as const);
    assert.equal((await createProvider(one.catalog, input, 'u')).outcome, 'saved');
    assert.equal(one.broker.providers.length, 1);
    const deadline = Date.now() + 2000;
    while (other.broker.providers.length === 0 && Date.now() < deadline) await pause(20);
    assert.equal(other.broker.providers[0]?.clientSecret?.reveal(), 's');
  } finally {
    await other.close();
    await one.close();
  }
});
