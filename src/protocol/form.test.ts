import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeForm, findRepeated, getParameter, requireParameter } from './form.ts';
import { OAuthError } from './oauth-error.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1 });

test('RFC 6749 §3.2: what was form-encoded is decoded, repeats included', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
      const expected = new Map<string, string[]>();
      for (const [name, value] of pairs) expected.set(name, [...(expected.get(name) ?? []), value]);
      assert.deepEqual(decodeForm(new URLSearchParams(pairs).toString()), expected);
    }),
  );
});

test('RFC 6749 §3.1: a parameter without a value counts as absent', () => {
  assert.deepEqual(decodeForm('a=&b&c=1&&='), new Map([['c', ['1']]]));
  assert.equal(findRepeated(decodeForm('a=&a=1')), undefined);
});

test('RFC 6749 §3.1: nothing but an OAuthError is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (body) => {
      try {
        decodeForm(body);
      } catch (error) {
        assert.ok(error instanceof OAuthError && error.code === 'invalid_request');
      }
    }),
  );
  assert.throws(() => decodeForm('a=%zz'), OAuthError);
  assert.throws(() => decodeForm('a=%ff'), OAuthError);
});

test('RFC 6749 §3.1: a repeated parameter is found, unless it may repeat', () => {
  const parameters = decodeForm('resource=a&resource=b&scope=c');
  assert.equal(findRepeated(parameters), 'resource');
  assert.equal(findRepeated(parameters, ['resource']), undefined);
});

test('RFC 6749 §5.2: a missing parameter is invalid_request and is named', () => {
  assert.equal(getParameter(decodeForm('a=1'), 'b'), undefined);
  assert.equal(requireParameter(decodeForm('a=1'), 'a'), '1');
  assert.throws(() => requireParameter(decodeForm('a=1'), 'b'), { code: 'invalid_request', message: 'The parameter b is missing.' });
});
