import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signingAlgorithms } from '../engine/keys/signing-algorithms.ts';
import { makeSigningKeys } from './make-signing-keys.ts';
import { openRooms } from './rooms.ts';

test('keys are made before they are needed: one of each algorithm, once, and only for OpenID providers', async () => {
  const rooms = await openRooms({
    database: 'sqlite::memory:',
    masterKey: Buffer.alloc(32, 1),
    accessUrl: 'https://auth.example.com',
    providers: [],
  });
  try {
    const { engine, serviceId } = rooms;
    const list = async (id: number) => (await engine.facts.listSigningKeys(id, engine.clock())).map(({ algorithm }) => algorithm).sort();
    assert.deepEqual(await list(serviceId), ['ES256'], 'the start waits for no other');
    const service = await engine.facts.findService(serviceId);
    assert.ok(service);
    const plain = { ...service, id: 2, issuer: 'https://two.example.com', scopes: [] };
    await engine.commit([{ change: 'insert_service', service: plain }]);
    await makeSigningKeys(rooms);
    await makeSigningKeys(rooms);
    assert.deepEqual(await list(serviceId), [...signingAlgorithms].sort());
    assert.deepEqual(await list(2), []);
  } finally {
    await rooms.close();
  }
});
