import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClaimsRequest } from '../model/claims-request.ts';
import { readClaimsRequest } from './read-claims-request.ts';

const any = { isEssential: false, values: undefined };

const read: readonly (readonly [title: string, sent: unknown, expected: ClaimsRequest])[] = [
  ['null asks for a claim', { userinfo: { name: null } }, { idToken: {}, userinfo: { name: any } }],
  [
    'essential',
    { id_token: { email: { essential: true } } },
    { idToken: { email: { isEssential: true, values: undefined } }, userinfo: {} },
  ],
  ['one value', { id_token: { acr: { value: 'a' } } }, { idToken: { acr: { isEssential: false, values: ['a'] } }, userinfo: {} }],
  [
    'several values',
    { id_token: { acr: { essential: true, values: ['a', 'b'] } } },
    { idToken: { acr: { isEssential: true, values: ['a', 'b'] } }, userinfo: {} },
  ],
  ['members nobody knows are ignored', { other: 1, userinfo: { x: { why: 1 } } }, { idToken: {}, userinfo: { x: any } }],
  ['a member that is null', { id_token: null }, { idToken: {}, userinfo: {} }],
  ['nothing', {}, { idToken: {}, userinfo: {} }],
];

for (const [title, sent, expected] of read) {
  test(`OpenID Connect Core §5.5, §5.5.1: ${title}`, () => assert.deepEqual(readClaimsRequest(JSON.stringify(sent)), expected));
}

const malformed: readonly string[] = [
  '',
  'x',
  '[]',
  'null',
  '"a"',
  '{"id_token":[]}',
  '{"userinfo":"name"}',
  '{"userinfo":{"name":true}}',
  '{"userinfo":{"name":[]}}',
  '{"id_token":{"acr":{"essential":"yes"}}}',
  '{"id_token":{"acr":{"values":"a"}}}',
  JSON.stringify({ userinfo: { ['x'.repeat(5000)]: null } }),
];

for (const text of malformed) {
  test(`OpenID Connect Core §3.1.2.6: claims=${text.slice(0, 40)} is invalid_request`, () => {
    const result = readClaimsRequest(text);
    assert.ok(result instanceof OAuthError);
    assert.equal(result.code, 'invalid_request');
  });
}

test('OpenID Connect Core §5.5: no text makes reading fail, and no name reaches a prototype', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const result = readClaimsRequest(text);
      assert.ok(result instanceof OAuthError || typeof result?.idToken === 'object');
    }),
  );
  const result = readClaimsRequest('{"userinfo":{"__proto__":{"essential":true}}}');
  assert.ok(result !== undefined && !(result instanceof OAuthError));
  assert.equal(Object.getPrototypeOf(result.userinfo), Object.prototype);
});

test('OpenID Connect Core §5.5: a request without claims asks for none', () => assert.equal(readClaimsRequest(undefined), undefined));
