import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, text } from '../../../test/support/faulty-upstream.ts';
import { good, refreshScene } from '../../../test/support/refresh-scene.ts';
import { canRefresh, refreshNow } from './refresh-now.ts';

test('a token can be renewed if there is something to renew it with, and the operator did not switch it off', async () => {
  await using scene = await refreshScene();
  const connection = await scene.connection();
  assert.equal(canRefresh({ refreshes: true }, connection), true);
  assert.equal(canRefresh({ refreshes: false }, connection), false);
  assert.equal(canRefresh({ refreshes: true }, { refreshToken: undefined }), false);
});

test('a token that lives is renewed by one request, also one without an end', async (t) => {
  for (const left of [3600, undefined])
    await t.test(`${left ?? 'no'} seconds left`, async () => {
      await using scene = await refreshScene({}, { left: left ?? 0 });
      scene.upstream.script('/token', good);
      const { broker } = scene.opened;
      const [provider] = broker.providers;
      assert.ok(provider);
      const connection = { ...(await scene.connection()), ...(left === undefined ? { expiresAt: undefined } : {}) };
      const refreshed = await Promise.all([1, 2, 3].map(() => refreshNow(broker, provider, connection)));
      assert.deepEqual(new Set(refreshed.map(({ outcome }) => outcome)), new Set(['renewed']));
      assert.equal((await scene.connection()).accessToken.reveal(), 'access-2');
      assert.equal(scene.calls('/token'), 1);
    });
});

test('why a token was not renewed is said in the provider’s words', async (t) => {
  const cases = [
    {
      name: 'trouble, and the token lives',
      left: 3600,
      answer: text(503, ''),
      is: { outcome: 'kept', cause: 'status 503' },
    },
    {
      name: 'trouble, and the token has ended',
      left: -60,
      answer: text(503, ''),
      is: { outcome: 'unavailable', cause: 'status 503' },
    },
    {
      name: 'a refusal, and the token lives',
      left: 3600,
      answer: json(400, { error: 'invalid_grant' }),
      is: { outcome: 'kept', cause: 'invalid_grant' },
    },
    {
      name: 'a refusal, and the token has ended',
      left: -60,
      answer: json(400, { error: 'invalid_grant' }),
      is: { outcome: 'relink', cause: 'invalid_grant' },
    },
  ];
  for (const { name, left, answer, is } of cases)
    await t.test(name, async () => {
      await using scene = await refreshScene({}, { left });
      scene.upstream.script('/token', answer);
      const [provider] = scene.opened.broker.providers;
      assert.ok(provider);
      assert.deepEqual(await refreshNow(scene.opened.broker, provider, await scene.connection()), is);
    });
});

test('what cannot be renewed costs the provider nothing', async () => {
  await using scene = await refreshScene({}, { refreshToken: 'none' });
  const { broker } = scene.opened;
  const [provider] = broker.providers;
  assert.ok(provider);
  const connection = await scene.connection();
  assert.equal((await refreshNow(broker, provider, connection)).outcome, 'impossible');
  assert.equal((await refreshNow(broker, { ...provider, refreshes: false }, connection)).outcome, 'impossible');
  assert.equal(scene.calls(), 0);
});
