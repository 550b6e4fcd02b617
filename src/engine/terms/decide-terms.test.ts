import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { seconds } from '../../protocol/units.ts';
import type { TokenTerms } from '../model/token-terms.ts';
import { now } from '../testing/records.ts';
import { decideIssueTerms, grantExpiry, grantNeed, type IssueTerms, type Lifetimes } from './decide-terms.ts';
import { noOptions, type TokenOptions } from './token-options.ts';

const service = { accessTokenLifetime: seconds(3600), refreshTokenLifetime: seconds(86_400) };
const lifetimes = (accessToken: number, refreshToken: number): Lifetimes => ({
  accessToken: seconds(accessToken),
  refreshToken: seconds(refreshToken),
});
const decide = (kept: TokenTerms | undefined, options: TokenOptions): IssueTerms => {
  const terms = decideIssueTerms(service, kept, options);
  assert.ok(!(terms instanceof OAuthError));
  return terms;
};

const access = (length: number) => ({ accessTokenLifetime: seconds(length) });
const refresh = (length: number) => ({ refreshTokenLifetime: seconds(length) });
const table: readonly (readonly [title: string, kept: TokenTerms | undefined, options: TokenOptions, expected: Lifetimes])[] = [
  ['nothing said', undefined, noOptions, lifetimes(3600, 86_400)],
  ['said for the grant', { ...access(60), ...refresh(120) }, noOptions, lifetimes(60, 120)],
  ['said for the request', { ...access(60), ...refresh(120) }, { ...access(30), ...refresh(240) }, lifetimes(30, 240)],
  ['one of them', access(60), refresh(240), lifetimes(60, 240)],
  ['a refresh token shorter than its access token, if said', undefined, refresh(60), lifetimes(3600, 60)],
  ['never so by itself', undefined, access(100_000), lifetimes(100_000, 100_000)],
];
for (const [title, kept, options, expected] of table) {
  test(`seed 002: lifetimes: ${title}`, () => assert.deepEqual(decide(kept, options).lifetimes, expected));
}

test('RFC 6749 §1.5: no token outlives its grant', () => {
  for (const each of [lifetimes(60, 120), lifetimes(3600, 60)]) {
    assert.ok(grantNeed(each, now) >= now + Math.max(each.accessToken, each.refreshToken));
    assert.ok(grantExpiry(each, now) > grantNeed(each, now));
  }
});

const property = (key: string, value: string, hidden = false) => ({ key, value, hidden });

test('seed 002: of what one request says, the grant keeps the properties, newer values for older ones', () => {
  const kept: TokenTerms = { ...access(60), claims: { a: 1 }, properties: [property('a', '1'), property('b', '1', true)] };
  const options: TokenOptions = { ...access(30), claims: { b: 2 }, properties: [property('b', '2'), property('c', '2')] };
  assert.deepEqual(decide(kept, options).kept, {
    ...kept,
    properties: [property('a', '1'), property('b', '2'), property('c', '2')],
  });
});

test('what was kept stays the same object while nothing is added, so that nothing is written', () => {
  const kept: TokenTerms = { properties: [property('a', '1')] };
  assert.equal(decide(kept, access(30)).kept, kept);
  assert.equal(decide(undefined, access(30)).kept, undefined);
});

test('seed 002: properties that add up to too much are refused, and the client is not told why', () => {
  const half = (key: string) => [property(key, 'v'.repeat(40_000), true)];
  const refused = decideIssueTerms(service, { properties: half('a') }, { properties: half('b') });
  assert.ok(refused instanceof OAuthError);
  assert.deepEqual([refused.code, refused.message], ['server_error', 'The tokens cannot be issued.']);
});
