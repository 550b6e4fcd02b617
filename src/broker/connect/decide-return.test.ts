import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import type { ConnectState } from '../model/connect-state.ts';
import { decideConnectState, type ReturnFacts } from './decide-connect-state.ts';
import { type BrowserReturn, decideReturn } from './decide-return.ts';
import { returnPath } from './return-path.ts';

const query = { code: 'code', state: 's1', error: undefined, errorDescription: undefined, errorUri: undefined };
const returned: BrowserReturn = { query, cookies: { state: 's1', codeVerifier: 'v' }, pkce: true };

const cases: readonly (readonly [title: string, change: Partial<BrowserReturn>, expected: string])[] = [
  ['B.2: nothing starts the flow', { query: { ...query, code: undefined, state: undefined } }, 'start'],
  ['B.6: an error of the provider is 400, even beside a code', { query: { ...query, error: 'access_denied' } }, 'refuse 400'],
  ['B.5: a code without state is 400', { query: { ...query, state: undefined } }, 'refuse 400'],
  ['B.5: no state cookie is 401', { cookies: { state: undefined, codeVerifier: 'v' } }, 'refuse 401'],
  ['B.5: another state than the cookie’s is 401', { cookies: { state: 's2', codeVerifier: 'v' } }, 'refuse 401'],
  ['RFC 7636: no verifier cookie is 400', { cookies: { state: 's1', codeVerifier: undefined } }, 'refuse 400'],
  ['without PKCE no verifier is wanted', { cookies: { state: 's1', codeVerifier: undefined }, pkce: false }, 'exchange'],
  ['a code that belongs to the browser is exchanged', {}, 'exchange'],
];

for (const [title, change, expected] of cases) {
  test(title, () => {
    const decision = decideReturn({ ...returned, ...change });
    assert.equal(decision.action === 'refuse' ? `refuse ${decision.status}` : decision.action, expected);
  });
}

test('B.6: the error is named, and description and URI are its detail', () => {
  const decision = decideReturn({
    ...returned,
    query: { ...query, error: 'access_denied', errorDescription: 'no', errorUri: 'https://e' },
  });
  assert.deepEqual(decision.action === 'refuse' && [/access_denied/.test(decision.message), decision.detail], [true, 'no https://e']);
});

const now = epochSeconds(1_800_000_000);
const state: ConnectState = {
  stateHash: 'h',
  userId: 'u',
  providerId: 'p',
  another: false,
  createdAt: now,
  expiresAt: epochSeconds(now + 1),
};
const expected: ReturnFacts = { now, userId: 'u', providerId: 'p', state, iss: undefined, issuer: 'https://id', sendsIssuer: false };

const returns: readonly (readonly [title: string, change: Partial<ReturnFacts>, expected: string])[] = [
  ['an expected return is redeemed', {}, 'redeem'],
  ['an unknown or used state is 401', { state: undefined }, 'refuse 401'],
  ['another user’s state is 401', { userId: 'v' }, 'refuse 401'],
  ['another provider’s state is 401', { providerId: 'q' }, 'refuse 401'],
  ['an expired state is 401', { now: epochSeconds(now + 1) }, 'refuse 401'],
  ['RFC 9207 §2.4: the right issuer is redeemed', { iss: 'https://id', sendsIssuer: true }, 'redeem'],
  ['RFC 9207 §2.4: another issuer is refused', { iss: 'https://evil' }, 'refuse 400'],
  ['RFC 9207 §2.4: a provider that promised an issuer must send it', { sendsIssuer: true }, 'refuse 400'],
  ['RFC 9207 §2.4: an issuer of a provider whose issuer is not known is not judged', { iss: 'x', issuer: undefined }, 'redeem'],
];

for (const [title, change, action] of returns) {
  test(title, () => {
    const decision = decideConnectState({ ...expected, ...change });
    assert.equal(decision.action === 'refuse' ? `refuse ${decision.status}` : decision.action, action);
  });
}

for (const [asked, path] of [
  [undefined, '/external-auth/p?redirected=true'],
  ['', '/external-auth/p?redirected=true'],
  ['/workspaces?x=1#frag', '/workspaces?x=1'],
  ['https://evil.example/a?b=c', '/a?b=c'],
  ['//evil.example/a', '/a'],
  ['https://h//evil.example', '/evil.example'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/alert(1)'],
  ['http://[', '/external-auth/p?redirected=true'],
] as const) {
  test(`B.4: a redirect to ${asked} stays here`, () => assert.equal(returnPath(asked, 'p'), path));
}
