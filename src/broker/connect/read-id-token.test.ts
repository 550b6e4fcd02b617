import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIdToken } from './read-id-token.ts';

const claims = { iss: 'https://id.example', aud: 'c', sub: 's' };
const idToken = (changed: object): string => `e30.${Buffer.from(JSON.stringify({ ...claims, ...changed })).toString('base64url')}.c2ln`;
const parties = { clientId: 'c', issuer: 'https://id.example' };

for (const [title, token, sub] of [
  ['is read', { id_token: idToken({}) }, 's'],
  ['for several audiences is read', { id_token: idToken({ aud: ['x', 'c'] }) }, 's'],
  ['of another issuer counts for nothing', { id_token: idToken({ iss: 'https://evil.example' }) }, undefined],
  ['for another client counts for nothing', { id_token: idToken({ aud: 'x' }) }, undefined],
  ['that is none counts for nothing', { id_token: 'nonsense' }, undefined],
  ['whose claims are no object counts for nothing', { id_token: 'e30.W10.c2ln' }, undefined],
  ['that is absent counts for nothing', {}, undefined],
] as const) {
  test(`OpenID Connect Core 1.0 §3.1.3.7: an ID token ${title}`, () => assert.equal(readIdToken(token, parties).sub, sub));
}

test('OpenID Connect Core 1.0 §3.1.3.7: a provider without an issuer we know may call itself what it likes', () => {
  assert.equal(readIdToken({ id_token: idToken({}) }, { clientId: 'c', issuer: undefined }).sub, 's');
});
