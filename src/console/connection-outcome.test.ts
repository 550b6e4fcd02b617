import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRefresh, describeUnlink, describeValidation } from './connection-outcome.ts';
import { connection } from './testing/connection.ts';

test('a refresh that brought newer tokens succeeded; one that did not says why, and what to do', () => {
  assert.equal(describeRefresh('Demo', { outcome: 'renewed', connection }).tone, 'success');
  const kept = describeRefresh('Demo', { outcome: 'kept', cause: 'status 503' });
  assert.equal(kept.tone, 'warning');
  assert.match(kept.text, /still works.*status 503/);
  assert.equal(describeRefresh('Demo', { outcome: 'impossible', cause: 'Nothing to refresh with.' }).text, 'Nothing to refresh with.');
  assert.match(describeRefresh('Demo', { outcome: 'relink', cause: 'revoked.' }).text, /revoked\. Re-authorise/);
  assert.match(describeRefresh('Demo', { outcome: 'unavailable', cause: 'status 503.' }).text, /tried again by itself/);
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
