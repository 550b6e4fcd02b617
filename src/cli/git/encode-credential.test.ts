import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandFailure } from '../command-failure.ts';
import { encodeBearer, encodeCredential } from './encode-credential.ts';

const credential = { username: 'oauth2', password: 'glpat-1', accessToken: 'glpat-1', expiresAt: 1_800_000_000 };

test('git-credential(1): a credential is a line for each attribute', () => {
  assert.equal(encodeCredential(credential), 'username=oauth2\npassword=glpat-1\npassword_expiry_utc=1800000000\n');
  assert.match(encodeBearer(credential), /^capability\[\]=authtype\nauthtype=Bearer\ncredential=glpat-1\nephemeral=1\n/);
});

test('CVE-2020-5260: a token that holds a line of its own is refused', () => {
  const injected = 'x\nhost=evil.example';
  assert.throws(() => encodeCredential({ ...credential, password: injected }), CommandFailure);
  assert.throws(() => encodeCredential({ ...credential, username: injected }), CommandFailure);
  assert.throws(() => encodeBearer({ ...credential, accessToken: injected }), CommandFailure);
});
