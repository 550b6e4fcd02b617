import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAttester } from '../../engine/testing/client-attestation.ts';
import { attesters } from './values/attesters.ts';

const issuer = 'https://wallet.example.com';
const { jwks } = makeAttester();
const uri = { issuer, jwks_uri: `${issuer}/jwks` };

const accepted: readonly (readonly [title: string, list: unknown])[] = [
  ['nobody', []],
  ['keys at a URL', [uri]],
  ['keys', [{ issuer, jwks }]],
  ['keys for some clients', [{ issuer, jwks, clients: ['a', 'b'] }]],
  ['two', [uri, { ...uri, issuer: 'another' }]],
];
for (const [title, list] of accepted) {
  test(`GRANTRY_CLIENT_ATTESTERS: ${title}`, () => assert.equal(attesters.parse(JSON.stringify(list))?.length, (list as unknown[]).length));
}

const refused: readonly (readonly [title: string, list: unknown])[] = [
  ['an object', uri],
  ['a name alone', [issuer]],
  ['no keys', [{ issuer }]],
  ['two places of keys', [{ ...uri, jwks }]],
  ['no issuer', [{ jwks }]],
  ['an empty set of keys', [{ issuer, jwks: { keys: [] } }]],
  ['private keys', [{ issuer, jwks: { keys: [{ ...jwks.keys[0], d: 'AA' }] } }]],
  ['a URL of another scheme', [{ issuer, jwks_uri: 'file:///etc/passwd' }]],
  ['clients that are no ids', [{ ...uri, clients: [1] }]],
  ['a member nobody knows', [{ ...uri, audience: 'x' }]],
  ['an issuer twice', [uri, uri]],
];
for (const [title, list] of refused) {
  test(`GRANTRY_CLIENT_ATTESTERS: ${title} is refused`, () => assert.equal(attesters.parse(JSON.stringify(list)), undefined));
}

test('GRANTRY_CLIENT_ATTESTERS: text that is no JSON is refused', () => assert.equal(attesters.parse(issuer), undefined));
