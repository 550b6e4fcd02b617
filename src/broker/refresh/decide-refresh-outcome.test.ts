import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import type { IssuedTokens, RefusedTokens, TokenAnswer } from './classify-token-answer.ts';
import { decideRefreshOutcome, type RefreshOutcome } from './decide-refresh-outcome.ts';

const now = epochSeconds(1_800_000_000);
const askedAt = epochSeconds(now - 2);
const [provider] = decodeProviderSettings({
  environment: {},
  list: [{ id: 'p', client_id: 'c', auth_url: 'https://p.example/a', token_url: 'https://p.example/t', extra_token_keys: 'team' }],
});
assert.ok(provider);

const connection = {
  id: 'c1',
  accessToken: new Secret('old access'),
  refreshToken: new Secret('old refresh'),
  scopes: ['a'],
  generation: 3,
  attempt: 4,
  intentAt: undefined,
  failure: undefined,
} as unknown as Connection; // the rule reads no more of it

const issued = (tokens: Partial<IssuedTokens> = {}): TokenAnswer => ({
  answer: 'issued',
  tokens: {
    accessToken: new Secret('new access'),
    refreshToken: new Secret('new refresh'),
    expiresIn: seconds(600),
    scopes: undefined,
    members: { team: 'blue', other: 1 },
    ...tokens,
  },
});
const refused = (refusal: Partial<RefusedTokens> = {}): TokenAnswer => ({
  answer: 'refused',
  refusal: { class: 'transient', code: undefined, words: 'status 503', retryAfter: undefined, answerLost: false, ...refusal },
});
const facts: RefreshOutcome = { now, askedAt, answer: issued(), provider, connection, attempt: 5, lostBefore: false, chance: 0 };

const stored = (answer: TokenAnswer) => {
  const [change] = decideRefreshOutcome({ ...facts, answer }).changes;
  return change?.change === 'store_refreshed_tokens' ? change : assert.fail('nothing is stored');
};
const failureOf = (more: Partial<RefreshOutcome>) => {
  const [change] = decideRefreshOutcome({ ...facts, ...more }).changes;
  return change?.change === 'record_refresh_failure' ? change : assert.fail('no failure is recorded');
};

test('E.15, E.23: the rotated tokens are stored under the number of the attempt', () => {
  const { attempt, tokens } = stored(issued());
  assert.deepEqual([attempt, tokens.accessToken.reveal(), tokens.refreshToken?.reveal()], [5, 'new access', 'new refresh']);
  assert.equal(tokens.expiresAt, askedAt + 600, 'the lifetime counts from when it was asked for');
});

test('E.23, RFC 6749 §6: a refresh token that is not replaced is kept', () => {
  assert.equal(stored(issued({ refreshToken: undefined })).tokens.refreshToken?.reveal(), 'old refresh');
});

test('E.16: the extra keys are kept, and nothing else', () => {
  assert.deepEqual(stored(issued()).tokens.extra, { team: 'blue' });
  assert.deepEqual(stored(issued({ members: {} })).tokens.extra, { team: null });
});

test('RFC 6749 §5.1: scopes stay unless the answer names others', () => {
  assert.deepEqual(stored(issued()).tokens.scopes, ['a']);
  assert.deepEqual(stored(issued({ scopes: ['b'] })).tokens.scopes, ['b']);
});

test('DESIGN §5: a transient failure backs off, doubling, and honours Retry-After', () => {
  const earlier = { class: 'transient', words: '', at: now, count: 3, nextAttemptAt: now } as const;
  assert.equal(failureOf({ answer: refused() }).failure.nextAttemptAt, now + 1);
  assert.equal(failureOf({ answer: refused(), connection: { ...connection, failure: earlier } }).failure.nextAttemptAt, now + 4);
  assert.equal(failureOf({ answer: refused({ retryAfter: seconds(120) }) }).failure.nextAttemptAt, now + 120);
});

test('DESIGN §5: a terminal failure keeps the provider’s words and names no next attempt', () => {
  const { failure, intentAt, generation } = failureOf({ answer: refused({ class: 'terminal', words: 'invalid_grant: revoked' }) });
  assert.deepEqual([failure.words, failure.nextAttemptAt, intentAt, generation], ['invalid_grant: revoked', undefined, undefined, 3]);
});

test('DESIGN §5: a refusal after a crash names the crash', () => {
  const crashed = { ...connection, intentAt: epochSeconds(now - 60) };
  const { failure } = failureOf({ answer: refused({ class: 'terminal', words: 'invalid_grant' }), connection: crashed });
  assert.match(failure.words, /^invalid_grant \(a refresh begun at 2027-01-15T07:59:00Z was interrupted before its answer could be stored/);
});

test('DESIGN §5: a refusal after an answer that got lost on the way names the loss', () => {
  const { failure } = failureOf({ answer: refused({ class: 'terminal', words: 'invalid_grant' }), lostBefore: true });
  assert.match(failure.words, /interrupted/);
});

test('the intent stays while nobody knows whether the provider rotated', () => {
  const intentAt = epochSeconds(now - 60);
  assert.equal(failureOf({ answer: refused() }).intentAt, undefined);
  assert.equal(failureOf({ answer: refused({ answerLost: true }) }).intentAt, askedAt);
  assert.equal(failureOf({ answer: refused(), connection: { ...connection, intentAt } }).intentAt, intentAt);
});
