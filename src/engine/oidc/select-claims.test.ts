import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimDemands } from '../model/claims-request.ts';
import { selectClaims, withoutScopeClaims } from './select-claims.ts';

const any = { isEssential: false, values: undefined };
const person = { name: 'Ada', email: 'ada@example.com', email_verified: false, phone_number: undefined, employee: 7, sub: 'u', acr: '2' };

const table: readonly (readonly [title: string, scopes: readonly string[], demands: ClaimDemands, expected: object])[] = [
  ['OpenID Connect Core §5.4: openid alone tells nothing', ['openid'], {}, {}],
  ['OpenID Connect Core §5.4: profile', ['openid', 'profile'], {}, { name: 'Ada' }],
  ['OpenID Connect Core §5.4: email, with what it is worth', ['openid', 'email'], {}, { email: 'ada@example.com', email_verified: false }],
  ['OpenID Connect Core §5.3.2: what is not known is left out', ['openid', 'phone', 'address'], {}, {}],
  ['OpenID Connect Core §5.5: one by one', ['openid'], { email: any, employee: any }, { email: 'ada@example.com', employee: 7 }],
  ['OpenID Connect Core §5.5: claims nobody knows are ignored', ['openid'], { shoe_size: any, toString: any }, {}],
  ['OpenID Connect Core §5.5: what the token says itself cannot be replaced', ['openid'], { sub: any, acr: any, iss: any }, {}],
  ['OpenID Connect Core §5.4: scopes of an API tell nothing', ['openid', 'constructor', 'all'], {}, {}],
];

for (const [title, scopes, demands, expected] of table) {
  test(title, () => assert.deepEqual(selectClaims(person, { scopes, demands }), expected));
}

test('OpenID Connect Core §5.4: what only a scope asks for can be left out, and what is asked for by its name, or by nothing, stays', () => {
  const told = { name: 'Ada', email: 'ada@example.com', club: 'chess', sub: 'u' };
  const { name: _, ...others } = told;
  assert.deepEqual(withoutScopeClaims(told, { scopes: ['openid', 'profile'], demands: {} }), others);
  assert.deepEqual(withoutScopeClaims(told, { scopes: ['openid', 'profile'], demands: { name: any } }), told);
  assert.deepEqual(withoutScopeClaims(told, { scopes: ['openid'], demands: {} }), told);
});
