import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../protocol/units.ts';
import { describeRefresh, describeUnlink, describeValidation } from './connection-outcome.ts';
import { connection } from './testing/connection.ts';

test('a refresh that brought newer tokens succeeded; one that did not says why', () => {
  const renewed = { outcome: 'fresh', connection: { ...connection, generation: 2 }, trouble: undefined } as const;
  assert.equal(describeRefresh('Demo', renewed, 1).tone, 'success');
  const kept = describeRefresh('Demo', { ...renewed, connection, trouble: 'status 503' }, 1);
  assert.equal(kept.tone, 'warning');
  assert.match(kept.text, /still works.*status 503/);
});

test('a refresh that only the person can mend says so; one that is tried again does too', () => {
  assert.match(describeRefresh('Demo', { outcome: 'relink', cause: 'revoked.' }, 1).text, /revoked\. Re-authorise/);
  const later = describeRefresh('Demo', { outcome: 'unavailable', cause: 'status 503.', retryAt: epochSeconds(1) }, 1);
  assert.match(later.text, /tried again by itself/);
});

test('each verdict on a token has a tone of its own weight', () => {
  assert.equal(describeValidation('Demo', { verdict: 'valid', user: undefined }).tone, 'success');
  assert.equal(describeValidation('Demo', { verdict: 'assumed', words: 'rate limit' }).tone, 'warning');
  assert.equal(describeValidation('Demo', { verdict: 'unclear', words: 'status 500' }).tone, 'warning');
  assert.equal(describeValidation('Demo', { verdict: 'invalid', words: 'status 401' }).tone, 'danger');
});

test('unlinking tells what became of the token at the provider', () => {
  assert.match(describeUnlink('Demo', { revoked: true, error: undefined }).text, /confirmed that it revoked/);
  assert.match(describeUnlink('Demo', { revoked: false, error: 'status 500' }).text, /did not revoke the token: status 500/);
  assert.match(describeUnlink('Demo', { revoked: false, error: undefined }).text, /was not asked/);
  assert.match(describeUnlink('Demo', undefined).text, /^Unlinked\./);
});
