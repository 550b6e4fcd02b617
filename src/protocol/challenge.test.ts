import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatChallenge } from './challenge.ts';

test('RFC 9110 §11.6.1: a challenge is its scheme and its parameters', () => {
  assert.equal(formatChallenge('Bearer', {}), 'Bearer');
  assert.equal(
    formatChallenge('DPoP', { error: 'invalid_token', scope: undefined, max_age: '60' }),
    'DPoP error="invalid_token", max_age="60"',
  );
});

test('RFC 9110 §5.6.4: no text gets out of its quotes, or into another line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.match(formatChallenge('Bearer', { error_description: text }), /^Bearer error_description="[\x20-\x21\x23-\x5b\x5d-\x7e]*"$/);
    }),
  );
});
