import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { healthOf } from '../../src/broker/health.ts';
import { refreshAhead } from '../../src/broker/refresh/refresh-ahead.ts';
import { half, json, nothing, text } from '../support/faulty-upstream.ts';
import { good, refreshScene, tokenOf } from '../support/refresh-scene.ts';
import { tokensUntil, userId } from '../support/test-broker.ts';

const request = { userId, selector: { id: 'upstream' } };

test('E.9: parallel callers share one refresh and get the same token', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', good);
  const results = await Promise.all(Array.from({ length: 50 }, () => at.ask()));
  assert.deepEqual([...new Set(results.map(tokenOf))], ['access-2']);
  assert.equal(at.calls(), 1);
  assert.match(at.upstream.seen[0]?.body ?? '', /^grant_type=refresh_token&refresh_token=refresh-1$/);
});

const faults = [
  ['a 500', text(500, 'oops')],
  ['a 429', text(429, 'slow', { 'retry-after': '7' })],
  ['a 403', json(403, { error: 'invalid_grant' })],
  ['HTML', text(200, '<html>Sign in</html>', { 'content-type': 'text/html' })],
  ['half a JSON', text(200, '{"access_token":"acc')],
  ['half an answer', half('{"access_token":"access-2"}')],
  ['no answer', nothing],
  ['an endless answer', text(200, `{"access_token":"${'x'.repeat(300_000)}"}`)],
  ['silence', () => undefined],
] as const;

for (const [title, fault] of faults) {
  test(`E.5: ${title} never clears the token, is asked once, and the next try after a pause works`, async () => {
    await using at = await refreshScene();
    at.upstream.script('/token', fault, good);
    const first = await at.ask();
    assert.equal(first.action, 'unavailable');
    assert.equal((await at.ask()).action, 'unavailable');
    assert.equal(at.calls(), 1, 'backed off');
    assert.equal((await at.connection()).refreshToken?.reveal(), 'refresh-1');
    at.opened.pass(10);
    assert.equal(tokenOf(await at.ask()), 'access-2');
    assert.equal(healthOf(await at.connection(), true, at.opened.now()).state, 'ok');
  });
}

test('E.7: three transient failures and a success are one hand-out with four calls', async () => {
  await using at = await refreshScene({}, { retries: 10 });
  at.upstream.script('/token', text(503, ''), text(503, ''), text(503, ''), good);
  assert.equal(tokenOf(await at.ask()), 'access-2');
  assert.equal(at.calls(), 4);
});

test('a token that lives is served through a transient failure', async () => {
  await using at = await refreshScene({}, { left: 600 });
  at.upstream.script('/token', text(503, 'down'));
  at.opened.pass(595); // five seconds before its end
  assert.equal(tokenOf(await at.ask()), 'access-1');
  const health = healthOf(await at.connection(), true, at.opened.now());
  assert.deepEqual([health.state, health.state === 'degraded' && health.cause], ['degraded', 'status 503']);
});

test('E.3, E.6, E.8: a terminal failure is one call, needs the user, and is never asked again', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', json(200, { error: 'bad_refresh_token', error_description: 'The token is gone.' }));
  const first = await at.ask();
  assert.deepEqual(first.action === 'link_needed' && [first.url, first.cause], [
    'http://grantry.test/external-auth/upstream',
    'bad_refresh_token: The token is gone.',
  ]);
  at.opened.pass(86_400);
  assert.equal((await at.ask()).action, 'link_needed');
  assert.equal(at.calls(), 1);
  assert.equal(healthOf(await at.connection(), true, at.opened.now()).state, 'needs_reauth');
});

test('DESIGN §5: a configuration failure tells the operator and touches nothing', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', json(401, { error: 'invalid_client' }), good);
  assert.equal((await at.ask()).action, 'unavailable');
  assert.deepEqual(
    at.opened.events.map((event) => event.event === 'refresh_failed' && event.class),
    ['configuration'],
  );
  at.opened.pass(10);
  assert.equal(tokenOf(await at.ask()), 'access-2');
});

test('linking again while a refresh is under way wins over its answer', async () => {
  await using at = await refreshScene();
  let answer = (): void => {};
  at.upstream.script('/token', (response, seen) => {
    answer = () => good(response, seen);
  });
  const asked = at.ask();
  while (at.calls() === 0) await at.opened.broker.sleep(5);
  const { id, attempt, ...linked } = await at.connection();
  const account = { account: linked.account, accountId: linked.accountId, kind: linked.kind, chosenAt: linked.chosenAt };
  const tokens = { ...tokensUntil(at.opened.now() + 900, 'refresh-new'), scopes: ['new'] };
  await at.opened.broker.commit([{ change: 'relink_connection', connectionId: id, attempt, account, tokens, at: at.opened.now() }]);
  answer();
  assert.equal(tokenOf(await asked), 'access-1', 'the newly linked one');
  assert.equal((await at.connection()).refreshToken?.reveal(), 'refresh-new');
});

test('unlinking while a refresh is under way revokes what it brings', async () => {
  await using at = await refreshScene({});
  const provider = { ...at.opened.broker.providers[0], revokeUrl: `${at.upstream.url}/revoke` };
  const broker = { ...at.opened.broker, providers: [provider] } as typeof at.opened.broker;
  at.upstream.script('/revoke', text(200, ''));
  const { id, generation } = await at.connection();
  at.upstream.script('/token', async (response, seen) => {
    await broker.commit([{ change: 'delete_connection', connectionId: id, generation }]);
    good(response, seen);
  });
  assert.equal((await handOut(broker, request)).action, 'link_needed');
  assert.match(at.upstream.seen.at(-1)?.body ?? '', /^token=refresh-2&/);
});

test('E.20: a database that fails for a moment costs no token', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', good);
  let failures = 3;
  const broker = {
    ...at.opened.broker,
    commit: ((changes) =>
      changes.some(({ change }) => change === 'store_refreshed_tokens') && failures-- > 0
        ? Promise.reject(new Error('the database is away'))
        : at.opened.broker.commit(changes)) satisfies typeof at.opened.broker.commit,
  };
  assert.equal(tokenOf(await handOut(broker, request)), 'access-2');
  assert.equal((await at.connection()).refreshToken?.reveal(), 'refresh-2');
});

test('a token in use that ends soon is refreshed ahead of time, an unused one is not', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', good);
  await refreshAhead(at.opened.broker);
  assert.equal(at.calls(), 0, 'never used');
  at.opened.pass(-300);
  await at.ask(); // used while it lives
  at.opened.pass(225);
  await refreshAhead(at.opened.broker);
  assert.equal(at.calls(), 1);
  assert.equal(tokenOf(await at.ask()), 'access-2');
});

test('DESIGN §9: a fresh token that was used and validated a short while ago takes no write and no call', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', good);
  await at.ask();
  let writes = 0;
  const broker = {
    ...at.opened.broker,
    commit: ((changes) => {
      writes++;
      return at.opened.broker.commit(changes);
    }) satisfies typeof at.opened.broker.commit,
  };
  for (let index = 0; index < 5; index++) assert.equal(tokenOf(await handOut(broker, request)), 'access-2');
  assert.deepEqual([writes, at.calls()], [0, 1]);
});

test('an agent gets tokens of the providers it is allowed', async () => {
  await using at = await refreshScene();
  at.upstream.script('/token', good);
  assert.equal((await handOut(at.opened.broker, { ...request, policy: [{ provider: 'other' }] })).action, 'refused');
  assert.equal((await handOut(at.opened.broker, { ...request, policy: [{ provider: 'upstream' }] })).action, 'token');
});
