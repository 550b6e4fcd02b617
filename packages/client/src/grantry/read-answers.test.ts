import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  CallerRefusedError,
  GrantryError,
  GrantryUnavailableError,
  NotAllowedError,
  NotLinkedError,
  UnknownProviderError,
} from './errors.ts';
import { judgeRefusal } from './judge-refusal.ts';
import { readProviderToken } from './provider-token.ts';
import { readServerUrl } from './server.ts';
import { readSkew } from './token-server.ts';
import { describeFailure, withoutSecrets } from './without-secrets.ts';

const body = {
  access_token: 'gho_1',
  url: '',
  expires_at: '2026-12-01T00:00:00Z',
  account: 'octo',
  scopes: ['repo'],
  token_extra: { a: 1 },
};

test('D.1: a hand-out is read into the members octokit knows', () => {
  assert.deepEqual(readProviderToken(body, 'github'), {
    type: 'token',
    tokenType: 'oauth',
    token: 'gho_1',
    expiresAt: '2026-12-01T00:00:00Z',
    account: 'octo',
    scopes: ['repo'],
    extra: { a: 1 },
  });
  assert.equal(readProviderToken({ ...body, expires_at: '0001-01-01T00:00:00Z' }, 'github').expiresAt, undefined);
  assert.equal(readProviderToken({ ...body, expires_at: 'soon' }, 'github').expiresAt, undefined);
  assert.deepEqual(readProviderToken({ access_token: 't' }, 'github').extra, {});
});

test('D.3: a URL in place of a token is where an account is linked', () => {
  const url = 'https://grantry.test/external-auth/github';
  assert.throws(
    () => readProviderToken({ ...body, access_token: '', url }, 'the token of github'),
    (error) => error instanceof NotLinkedError && error.url === url && error.message.includes(url),
  );
  assert.throws(() => readProviderToken({}, 'github'), GrantryError);
});

test('each status of a refusal is an error of its own kind, in the words of the server', () => {
  const kinds = {
    400: GrantryError,
    401: CallerRefusedError,
    403: NotAllowedError,
    404: UnknownProviderError,
    500: GrantryUnavailableError,
  };
  for (const [status, kind] of Object.entries(kinds)) {
    const answer = { status: Number(status), body: { message: 'No.', detail: 'because of gag_secret' }, headers: new Headers() };
    const error = judgeRefusal(answer, 'the token of github', ['gag_secret']);
    assert.equal(error.constructor, kind);
    assert.match(error.message, /the token of github.*: No\. because of \[secret\]$/);
  }
});

test('no text of a failure keeps a secret, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!'[secret]…'.includes(secret) && !secret.includes('[secret]') && !'unknown failure'.includes(secret));
      assert.ok(!withoutSecrets(`x${before}${secret}`, [secret]).endsWith(secret));
      const cause = { headers: { authorization: secret }, message: after };
      assert.ok(!describeFailure(new Error('boom', { cause }), [secret]).message.includes(secret));
    }),
  );
  assert.equal(describeFailure('x', []).message, 'unknown failure');
  assert.equal(describeFailure(Object.assign(new Error(''), { code: 'ECONNRESET' }), []).message, 'ECONNRESET');
});

test('the URL of a server has no password and loses its last slash', () => {
  assert.equal(readServerUrl('https://grantry.test/'), 'https://grantry.test');
  assert.equal(readServerUrl('https://grantry.test/base/'), 'https://grantry.test/base');
  for (const url of ['', 'grantry.test', 'ftp://grantry.test', 'https://me:hunter2@grantry.test'])
    assert.throws(
      () => readServerUrl(url),
      (error) => error instanceof TypeError && !error.message.includes('hunter2'),
    );
});

test('a clock that differs from the server’s is accounted for, and the travel of an answer is not', () => {
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
  const at = Date.parse(date);
  assert.deepEqual([readSkew(date, at + 4000), readSkew(date, at + 600_000), readSkew(date, at - 60_000)], [0, 600_000, -60_000]);
  assert.deepEqual([readSkew(null, at), readSkew('yesterday', at)], [0, 0]);
});
