import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { decodeProviderSettings } from '../testing/decode-provider-settings.ts';
import type { IssuedTokens } from './classify-token-answer.ts';
import { keepTokens } from './keep-tokens.ts';

const askedAt = epochSeconds(1_800_000_000);
const issued: IssuedTokens = {
  accessToken: new Secret('access-2'),
  refreshToken: new Secret('refresh-2'),
  expiresIn: seconds(60),
  scopes: ['a'],
  members: { access_token: 'access-2', team: { id: 'T1' } },
};
const before = { refreshToken: new Secret('refresh-1'), scopes: ['b'], extra: { team: { id: 'T0' }, authed_user: { id: 'U1' } } };
const providerOf = (settings: object) => {
  const [provider = assert.fail()] = decodeProviderSettings({ environment: {}, list: [{ type: 'slack', client_id: 'c', ...settings }] });
  return provider;
};

test('E.23: a rotated refresh token is kept, and the old one where none is issued', () => {
  const refreshTokenOf = (changed: Partial<IssuedTokens>) =>
    keepTokens({ ...issued, ...changed }, providerOf({}), askedAt, before).refreshToken?.reveal();
  assert.deepEqual([refreshTokenOf({}), refreshTokenOf({ refreshToken: undefined })], ['refresh-2', 'refresh-1']);
});

test('RFC 6749 §5.1: scopes and lifetime are those of the answer, else as they were asked for, and endless', () => {
  const { scopes, expiresAt } = keepTokens(issued, providerOf({}), askedAt, before);
  assert.deepEqual([scopes, expiresAt], [['a'], askedAt + 60]);
  const unsaid = { ...issued, scopes: undefined, expiresIn: undefined };
  assert.deepEqual(keepTokens(unsaid, providerOf({}), askedAt, before).scopes, ['b']);
  const linked = keepTokens(unsaid, providerOf({ scopes: 'c' }), askedAt);
  assert.deepEqual([linked.scopes, linked.expiresAt], [['c'], undefined]);
});

test('E.16: extra members are renewed, kept where the answer leaves them out, and null where none ever was', () => {
  const provider = providerOf({ extra_token_keys: 'team authed_user never' });
  assert.deepEqual(keepTokens(issued, provider, askedAt, before).extra, { team: { id: 'T1' }, authed_user: { id: 'U1' }, never: null });
  assert.equal(keepTokens(issued, providerOf({ type: 'github' }), askedAt, before).extra, undefined);
});

test('a member nested too deep to be written down costs itself, not the tokens beside it', () => {
  const provider = providerOf({ extra_token_keys: 'team bomb' });
  const bomb: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  const kept = keepTokens({ ...issued, members: { ...issued.members, bomb } }, provider, askedAt);
  assert.deepEqual(kept.extra, { team: { id: 'T1' }, bomb: null });
});
