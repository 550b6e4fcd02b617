import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandFailure } from '../command-failure.ts';
import { encodeBearer, encodeCredential } from './encode-credential.ts';
import { readTokenAnswer } from './token-answer.ts';

const linked = { access_token: 'secret-1', url: '', username: 'oauth2', password: 'secret-1', expires_at: '2026-12-01T00:00:00Z' };
const read = (status: number, body: unknown) => readTokenAnswer('https://grantry.example', { status, body });

test('a token is a credential, and its end in seconds since 1970', () => {
  const answer = read(200, linked);
  assert.deepEqual(answer, {
    outcome: 'credential',
    credential: { username: 'oauth2', password: 'secret-1', accessToken: 'secret-1', expiresAt: 1_796_083_200 },
  });
});

test('the zero time is no end', () => {
  const answer = read(200, { ...linked, expires_at: '0001-01-01T00:00:00Z' });
  assert.deepEqual(answer, {
    outcome: 'credential',
    credential: { username: 'oauth2', password: 'secret-1', accessToken: 'secret-1', expiresAt: undefined },
  });
});

test('a URL means that the account is to be linked', () =>
  assert.deepEqual(read(200, { ...linked, username: '', password: '', url: 'https://grantry.example/external-auth/x' }), {
    outcome: 'link_needed',
    url: 'https://grantry.example/external-auth/x',
  }));

test('404 means that no provider serves the URL', () =>
  assert.deepEqual(read(404, { message: 'No provider.', detail: 'There are none.' }), {
    outcome: 'no_provider',
    words: 'No provider. There are none.',
  }));

const refusals: readonly (readonly [title: string, status: number, body: unknown])[] = [
  ['a refusal', 403, { message: 'This agent may not.' }],
  ['404 of something else than a Grantry server', 404, undefined],
  ['trouble', 500, { message: 'The token could not be refreshed.' }],
  ['an answer without a token', 200, { ...linked, username: '', password: '' }],
  ['a line end in the token', 200, { ...linked, password: 'secret-1\nquit=1' }],
  ['a carriage return in the token', 200, { ...linked, password: 'secret-1\r' }],
];
for (const [title, status, body] of refusals) {
  test(`${title} is a failure that does not show the token`, () =>
    assert.throws(
      () => read(status, body),
      (error) => error instanceof CommandFailure && !error.message.includes('secret-1'),
    ));
}

test('git-credential(1), INPUT/OUTPUT FORMAT: a credential is lines of name=value', () => {
  const credential = { username: 'u', password: '', accessToken: 't', expiresAt: undefined };
  assert.equal(encodeCredential(credential), 'username=u\npassword=\n');
  assert.equal(encodeCredential({ ...credential, expiresAt: 1_800_000_000 }), 'username=u\npassword=\npassword_expiry_utc=1800000000\n');
});

test('git-credential(1), authtype: a bearer token is said as one that no helper keeps', () => {
  const credential = { username: 'u', password: '', accessToken: 't', expiresAt: 1_800_000_000 };
  const lines = ['capability[]=authtype', 'authtype=Bearer', 'credential=t', 'ephemeral=1', 'password_expiry_utc=1800000000', ''];
  assert.equal(encodeBearer(credential), lines.join('\n'));
});
