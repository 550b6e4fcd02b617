import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import type { OutboundAnswer } from '../ports.ts';
import { classifyTokenAnswer } from '../refresh/classify-token-answer.ts';
import { readRevocation } from '../unlink/revocation.ts';
import { readValidation } from '../validate/read-validation.ts';
import { slack } from './slack.ts';

const now = epochSeconds(1_800_000_000);
const answered = (body: object): OutboundAnswer => ({ outcome: 'answered', status: 200, headers: {}, body: JSON.stringify(body) });
const judge = (body: object) => classifyTokenAnswer(answered(body), now, slack.readTokenAnswer);
const issued = (body: object) => {
  const judged = judge(body);
  assert.equal(judged.answer, 'issued');
  const { accessToken, refreshToken, expiresIn, scopes } = judged.answer === 'issued' ? judged.tokens : assert.fail();
  return [accessToken.reveal(), refreshToken?.reveal(), expiresIn, scopes];
};
const bot = { ok: true, access_token: 'xoxe.xoxb-1', refresh_token: 'xoxe-1', expires_in: 43_200, scope: 'chat:write,users:read' };
const user = { id: 'U1', access_token: 'xoxe.xoxp-1', refresh_token: 'xoxe-2', expires_in: 43_200, scope: 'search:read' };

test('Slack: a bot’s rotating tokens are at the top', () => {
  assert.deepEqual(issued({ ...bot, authed_user: user }), ['xoxe.xoxb-1', 'xoxe-1', 43_200, ['chat:write', 'users:read']]);
});

test('Slack: a user’s rotating tokens are in authed_user', () => {
  assert.deepEqual(issued({ ok: true, authed_user: user }), ['xoxe.xoxp-1', 'xoxe-2', 43_200, ['search:read']]);
});

for (const [error, failure] of [
  ['invalid_refresh_token', 'terminal'],
  ['token_revoked', 'terminal'],
  ['bad_client_secret', 'configuration'],
  ['invalid_client_id', 'configuration'],
  ['internal_error', 'transient'],
  ['ratelimited', 'transient'],
] as const) {
  test(`Slack: 200 with ok:false and ${error} is a ${failure} failure`, () => {
    const judged = judge({ ok: false, error });
    assert.deepEqual(judged.answer === 'refused' && [judged.refusal.class, judged.refusal.words], [failure, error]);
  });
}

test('Slack: ok:false is a failure even if it names no error', () => assert.equal(judge({ ...bot, ok: false }).answer, 'refused'));

for (const [body, verdict] of [
  [{ ok: true }, 'valid'],
  [{ ok: false, error: 'token_expired' }, 'invalid'],
  [{ ok: false, error: 'account_inactive' }, 'invalid'],
  [{ ok: false, error: 'fatal_error' }, 'unclear'],
] as const) {
  test(`Slack: a validation answered ${JSON.stringify(body)} is ${verdict}`, () => {
    assert.equal(readValidation(slack, answered(body), now).verdict, verdict);
  });
}

test('Slack: auth.revoke says in its body whether it did', () => {
  assert.equal(readRevocation(slack, answered({ ok: true, revoked: true })).revoked, true);
  const refused = readRevocation(slack, answered({ ok: false, error: 'token_revoked' }));
  assert.deepEqual(refused, { revoked: false, error: 'status 200: {"ok":false,"error":"token_revoked"}' });
});

test('Slack: without auth.test the token answer says whose the token is', () => {
  const read = (token: object) => slack.readAccount?.({ answer: undefined, token: { ...token }, claims: {} });
  const team = { id: 'T1', name: 'Acme' };
  assert.deepEqual(read({ team, bot_user_id: 'B1', authed_user: user }), { id: 'T1/B1', name: 'Acme' });
  assert.deepEqual(read({ team, authed_user: user }), { id: 'T1/U1', name: 'Acme' });
  assert.equal(read({ authed_user: user }), undefined);
});
