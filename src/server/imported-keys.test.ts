import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { type PublicJwk, readPublicJwk } from '../protocol/jose/jwk.ts';
import { createImportedKeys } from './imported-keys.ts';

const read = (jwk: unknown): PublicJwk => readPublicJwk(jwk) ?? assert.fail();
const makeJwk = (): object => generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });

test('RFC 7638 §3: a key is imported once, whatever stands beside its members', () => {
  const find = createImportedKeys();
  const jwk = makeJwk();
  const key = find(read(jwk));
  assert.ok(key);
  assert.equal(find(read({ ...jwk, kid: 'one', use: 'sig' })), key);
  assert.notEqual(find(read(makeJwk())), key);
});

test('a key that is kept is found as itself after a thousand others came by', () => {
  const find = createImportedKeys();
  const jwk = read(makeJwk());
  const key = find(jwk);
  for (let count = 0; count < 1001; count++) find(read(makeJwk()));
  assert.equal(find(jwk), key);
  const anew = find(read({ ...jwk }));
  assert.ok(anew !== key && anew?.equals(key ?? assert.fail()));
});

test('RFC 7518 §6.2: what is no key is none, however often it comes', () => {
  const find = createImportedKeys();
  for (let count = 0; count < 2; count++) assert.equal(find(read({ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' })), undefined);
});
