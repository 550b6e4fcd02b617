import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds } from '../../protocol/units.ts';
import type { OutboundAnswer } from '../ports.ts';
import { classifyTokenAnswer } from './classify-token-answer.ts';

const now = epochSeconds(1_800_000_000);
const answered = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): OutboundAnswer => ({
  outcome: 'answered',
  status,
  headers,
  body,
});
const error = (code: string, description?: string): string => JSON.stringify({ error: code, error_description: description });

const refusals: readonly (readonly [title: string, answer: OutboundAnswer, expected: string])[] = [
  ['RFC 6749 §5.2: invalid_grant ends the connection', answered(400, error('invalid_grant')), 'terminal kept'],
  ['E.6: GitHub says bad_refresh_token with status 200', answered(200, error('bad_refresh_token')), 'terminal kept'],
  ['GitHub says it form-encoded too', answered(200, 'error=bad_refresh_token&error_description=no'), 'terminal kept'],
  ['an unknown code with status 400 ends the connection', answered(400, error('consent_revoked')), 'terminal kept'],
  ['RFC 6749 §5.2: invalid_client is the operator’s', answered(401, error('invalid_client')), 'configuration kept'],
  ['GitHub’s incorrect_client_credentials is the operator’s', answered(200, error('incorrect_client_credentials')), 'configuration kept'],
  ['RFC 6749 §5.2: unauthorized_client is the operator’s', answered(400, error('unauthorized_client')), 'configuration kept'],
  ['RFC 9449 §5: a refused proof is the operator’s', answered(400, error('invalid_dpop_proof')), 'configuration kept'],
  ['RFC 9449 §8: a nonce that is wanted is transient', answered(400, error('use_dpop_nonce')), 'transient kept'],
  ['a 401 without an error is about the client', answered(401, 'no'), 'configuration kept'],
  ['a redirect is not followed', answered(302, '', { location: 'http://169.254.169.254/' }), 'configuration kept'],
  ['a 404 is no token endpoint', answered(404, '<html>'), 'configuration kept'],
  ['429 is transient whatever it says', answered(429, error('invalid_grant')), 'transient kept'],
  ['a 403 is transient', answered(403, error('invalid_grant')), 'transient kept'],
  ['a 500 may have done it', answered(500, 'oops'), 'transient lost'],
  ['a 503 in OAuth’s words is transient', answered(503, error('invalid_grant')), 'transient lost'],
  ['temporarily_unavailable with status 400 is transient', answered(400, error('temporarily_unavailable')), 'transient kept'],
  ['a 400 of a proxy is transient', answered(400, '<html>Bad Request</html>'), 'transient kept'],
  ['HTML with status 200 may hide tokens', answered(200, '<html>access_token=x</html>'), 'transient lost'],
  ['half a JSON may have been tokens', answered(200, '{"access_token":"a'), 'transient lost'],
  ['an empty body may have been tokens', answered(200, ''), 'transient lost'],
  ['a JSON array is no answer', answered(200, '["access_token"]'), 'transient lost'],
  ['a token that is no text is none', answered(200, '{"access_token":7}'), 'transient lost'],
  ['a timeout may have done it', { outcome: 'failed', reached: true, words: 'slow' }, 'transient lost'],
  ['a refused connection did nothing', { outcome: 'failed', reached: false, words: 'refused' }, 'transient kept'],
];

for (const [title, answer, expected] of refusals) {
  test(title, () => {
    const judged = classifyTokenAnswer(answer, now);
    assert.equal(judged.answer, 'refused');
    const { class: failure, answerLost } = judged.answer === 'refused' ? judged.refusal : assert.fail();
    assert.equal(`${failure} ${answerLost ? 'lost' : 'kept'}`, expected);
  });
}

test('RFC 6749 §5.1: tokens are read, and lifetimes sent as text too', () => {
  const body = JSON.stringify({ access_token: 'a', refresh_token: 'r', expires_in: '3600', scope: 'x y', authed_user: { id: 7 } });
  const judged = classifyTokenAnswer(answered(200, body), now);
  const { tokens } = judged.answer === 'issued' ? judged : assert.fail();
  assert.deepEqual(
    [tokens.accessToken.reveal(), tokens.refreshToken?.reveal(), tokens.expiresIn, tokens.scopes, tokens.members.authed_user],
    ['a', 'r', 3600, ['x', 'y'], { id: 7 }],
  );
});

test('GitHub: form-encoded tokens are read', () => {
  const judged = classifyTokenAnswer(answered(200, 'access_token=gho_x&scope=repo%20workflow&token_type=bearer'), now);
  const { tokens } = judged.answer === 'issued' ? judged : assert.fail();
  assert.deepEqual([tokens.accessToken.reveal(), tokens.refreshToken, tokens.expiresIn], ['gho_x', undefined, undefined]);
});

for (const expiresIn of [0, -1, null, 'soon', undefined]) {
  test(`a lifetime of ${expiresIn} means no end`, () => {
    const judged = classifyTokenAnswer(answered(200, JSON.stringify({ access_token: 'a', expires_in: expiresIn })), now);
    assert.equal(judged.answer === 'issued' && judged.tokens.expiresIn, undefined);
  });
}

test('the provider’s words are kept, at most 400 letters of them and none that steer a terminal', () => {
  const judged = classifyTokenAnswer(answered(400, error('invalid_grant', `revoked\u001b[31m by user ${'x'.repeat(500)}`)), now);
  const { words } = judged.answer === 'refused' ? judged.refusal : assert.fail();
  assert.match(words, /^invalid_grant: revoked \[31m by user x+$/);
  assert.equal(words.length, 400);
});

test('RFC 9110 §10.2.3: Retry-After is read', () => {
  const judged = classifyTokenAnswer(answered(429, '', { 'retry-after': '17' }), now);
  assert.equal(judged.answer === 'refused' && judged.refusal.retryAfter, 17);
});

test('no answer makes it throw, and none without an access token issues one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), fc.string(), fc.dictionary(fc.string(), fc.string()), (status, body, headers) => {
      const judged = classifyTokenAnswer(answered(status, body, headers), now);
      assert.ok(judged.answer === 'refused' || body.includes('access_token'));
    }),
  );
});
