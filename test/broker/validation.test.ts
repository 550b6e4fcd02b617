import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listLinks } from '../../src/broker/hand-out/list-links.ts';
import { healthOf } from '../../src/broker/health.ts';
import type { Broker } from '../../src/broker/ports.ts';
import { json, text } from '../support/faulty-upstream.ts';
import { good, type RefreshScene, refreshScene, tokenOf } from '../support/refresh-scene.ts';
import { userId } from '../support/test-broker.ts';

const fresh = { left: 600, validates: true } as const;
const expired = { validates: true } as const;
const [yes, no, broken] = [text(200, ''), text(401, ''), text(500, 'oops')];

const causeOf = async (at: RefreshScene): Promise<string> => {
  const result = await at.ask();
  return `${result.action}: ${'cause' in result ? result.cause : ''}`;
};

test('E.1: NO_REFRESH and expired asks neither for tokens nor about them', async () => {
  await using at = await refreshScene({ no_refresh: true }, expired);
  assert.equal((await at.ask()).action, 'link_needed');
  assert.equal(at.upstream.seen.length, 0);
});

test('E.2: NO_REFRESH and a token without end is validated and fine', async () => {
  await using at = await refreshScene({ no_refresh: true }, { left: Number.POSITIVE_INFINITY, validates: true });
  at.upstream.script('/validate', yes);
  assert.equal(tokenOf(await at.ask()), 'access-1');
  assert.deepEqual([at.calls('/validate'), at.calls()], [1, 0]);
});

test('E.4: a validation that fails is an error with the provider’s words, and needs no user', async () => {
  await using at = await refreshScene({}, fresh);
  at.upstream.script('/validate', broken);
  assert.equal(await causeOf(at), 'unavailable: status 500: body: oops');
});

test('E.12: a token the provider refuses needs the user when nothing can be refreshed', async () => {
  await using at = await refreshScene({}, { left: Number.POSITIVE_INFINITY, validates: true, refreshToken: 'none' });
  at.upstream.script('/validate', no);
  assert.equal(await causeOf(at), 'link_needed: The provider no longer accepts the token (status 401).');
  const health = healthOf(await at.connection(), true, at.opened.now());
  assert.deepEqual([health.state, 'cause' in health && health.cause], ['needs_reauth', 'The token was refused, and cannot be refreshed.']);
  assert.deepEqual(
    at.opened.events.map(({ event }) => event),
    ['token_refused'],
  );
  at.opened.pass(60);
  at.upstream.script('/validate', yes);
  assert.equal(tokenOf(await at.ask()), 'access-1', 'it says yes again');
  assert.equal(healthOf(await at.connection(), true, at.opened.now()).state, 'ok');
});

test('E.12: a token the provider refuses before its end is refreshed once, and the new one is validated', async () => {
  await using at = await refreshScene({}, fresh);
  at.upstream.script('/validate', no, yes);
  at.upstream.script('/token', good);
  assert.equal(tokenOf(await at.ask()), 'access-2');
  assert.deepEqual([at.calls('/validate'), at.calls()], [2, 1]);
  assert.equal(at.upstream.seen.at(-1)?.headers.authorization, 'Bearer access-2');
  assert.equal((await at.connection()).rejectedAt, undefined);
});

test('E.12: parallel callers with a token the provider refuses share one refresh', async () => {
  await using at = await refreshScene({}, fresh);
  at.upstream.script('/validate', no, yes);
  at.upstream.script('/token', good);
  const results = await Promise.all(Array.from({ length: 20 }, () => at.ask()));
  assert.deepEqual([...new Set(results.map(tokenOf))], ['access-2']);
  assert.deepEqual([at.calls('/validate'), at.calls()], [2, 1]);
});

test('E.12: when the new token is refused too, the user is needed, and nothing more is refreshed for that', async () => {
  await using at = await refreshScene({}, fresh);
  at.upstream.script('/validate', no);
  at.upstream.script('/token', good);
  assert.match(await causeOf(at), /^link_needed: .*no longer accepts/);
  assert.equal(healthOf(await at.connection(), true, at.opened.now()).state, 'needs_reauth');
  for (let minute = 0; minute < 9; minute++) {
    at.opened.pass(60);
    assert.equal((await at.ask()).action, 'link_needed');
  }
  assert.equal(at.calls(), 1);
  at.upstream.script('/validate', yes);
  at.opened.pass(300); // it is asked once more when the back-off ends
  assert.equal(tokenOf(await at.ask()), 'access-2');
});

test('E.12: when refreshing a refused token fails for now, no user is needed', async () => {
  await using at = await refreshScene({}, fresh);
  at.upstream.script('/validate', no, yes);
  at.upstream.script('/token', text(503, ''), good);
  assert.match(
    await causeOf(at),
    /^unavailable: The provider no longer accepts the token \(status 401\)\. Refreshing it failed: status 503$/,
  );
  at.opened.pass(5);
  assert.equal(tokenOf(await at.ask()), 'access-2');
});

test('E.12: when refreshing a refused token fails for good, the user is needed and told why', async () => {
  await using at = await refreshScene({}, fresh);
  at.upstream.script('/validate', no);
  at.upstream.script('/token', json(400, { error: 'invalid_grant', error_description: 'revoked' }));
  assert.equal(await causeOf(at), 'link_needed: invalid_grant: revoked');
  const [link] = await listLinks(at.opened.broker, userId);
  assert.deepEqual([link?.authenticated, link?.error], [false, 'invalid_grant: revoked']);
});

test('E.13: GitHub validate 401 then 200 is fine after two calls', async () => {
  await using at = await refreshScene({ type: 'github' }, expired);
  at.upstream.script('/token', good);
  at.upstream.script('/validate', no, json(200, { id: 1, login: 'octo' }));
  assert.equal(tokenOf(await at.ask()), 'access-2');
  assert.deepEqual([at.calls('/validate'), at.calls()], [2, 1]);
});

test('E.14: a valid token is one validation and no refresh', async () => {
  await using at = await refreshScene({}, fresh);
  at.upstream.script('/validate', yes);
  assert.equal(tokenOf(await at.ask()), 'access-1');
  assert.deepEqual([at.calls('/validate'), at.calls()], [1, 0]);
});

test('E.17: refreshed tokens are stored before validation, and not refreshed again after a failed one', async () => {
  await using at = await refreshScene({}, expired);
  at.upstream.script('/token', good);
  at.upstream.script('/validate', broken, no, text(429, ''), yes);
  const actions = [];
  for (let index = 0; index < 6; index++) actions.push((await at.ask()).action);
  assert.deepEqual(actions, ['unavailable', 'link_needed', 'token', 'token', 'token', 'token']);
  assert.deepEqual([at.calls(), at.calls('/validate')], [1, 3], 'a busy provider is left alone');
  at.opened.pass(30);
  for (let index = 0; index < 3; index++) assert.equal((await at.ask()).action, 'token');
  assert.equal(at.calls('/validate'), 4, 'a good answer is remembered');
  assert.equal((await at.connection()).refreshToken?.reveal(), 'refresh-2');
});

for (const [title, answer] of [
  ['429', text(429, '')],
  ['429 with Retry-After', text(429, '', { 'retry-after': '60' })],
  ['403 with nothing remaining', text(403, '', { 'x-ratelimit-remaining': '0' })],
] as const) {
  test(`E.19: a validation answered with ${title} counts as good`, async () => {
    await using at = await refreshScene({}, expired);
    at.upstream.script('/token', good);
    at.upstream.script('/validate', answer);
    assert.equal(tokenOf(await at.ask()), 'access-2');
  });
}

test('E.31: the operator is told of a rate limit once a minute at most, for each provider', async () => {
  await using at = await refreshScene({}, { ...fresh, left: 86_400 });
  at.upstream.script('/validate', text(429, '', { 'retry-after': '1' }));
  const told = () => at.opened.events.filter(({ event }) => event === 'validation_unclear').length;
  for (let second = 0; second < 59; second++) {
    await at.ask();
    at.opened.pass(1);
  }
  assert.equal(told(), 1);
  assert.ok(at.calls('/validate') > 30);
  at.opened.pass(2);
  await at.ask();
  assert.equal(told(), 2);
});

test('DESIGN §5: a token that was accepted is served while its provider cannot validate, and is asked about less and less', async () => {
  await using at = await refreshScene({}, { ...fresh, left: 86_400 });
  at.upstream.script('/validate', yes, broken);
  for (let second = 0; second < 3600; second += 5) {
    assert.equal(tokenOf(await at.ask()), 'access-1');
    at.opened.pass(5);
  }
  assert.ok(at.calls('/validate') < 40, `${at.calls('/validate')} calls in an hour`);
});

test('a connection whose token only its user can replace is announced once, however many callers notice', async () => {
  await using at = await refreshScene({ no_refresh: true }, fresh);
  at.upstream.script('/validate', no);
  const announced: { readonly id: string; readonly type: string }[] = [];
  const broker: Broker = {
    ...at.opened.broker,
    commit: (changes) => {
      announced.push(...changes.flatMap((change) => (change.change === 'announce' ? [change.event] : [])));
      return at.opened.broker.commit(changes);
    },
  };
  await Promise.all(Array.from({ length: 20 }, () => at.ask(broker)));
  at.opened.pass(600);
  await at.ask(broker);
  const { id, generation } = await at.connection();
  assert.deepEqual(
    announced.map((event) => [event.id, event.type]),
    [[`msg_${id}_refused_${generation}`, 'connection.needs_reauth']],
  );
});

test('a provider that issues tokens of no length and refuses them all is asked for one more, not for ever', async () => {
  await using at = await refreshScene({}, fresh);
  at.upstream.script('/token', (response, seen) => {
    json(200, { access_token: `access-${at.calls()}`, refresh_token: 'r', expires_in: 1 })(response, seen);
    at.opened.pass(2);
  });
  at.upstream.script('/validate', no);
  assert.equal((await at.ask()).action, 'link_needed');
  assert.equal(at.calls(), 1);
});
