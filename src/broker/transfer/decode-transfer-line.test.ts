import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { connection } from '../../console/testing/connection.ts';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { decodeTransferLine } from './decode-transfer-line.ts';
import { encodeTransferLine } from './transfer-line.ts';

const valid = { provider_id: 'github', user: 'ada@example.com', access_token: 'at' };
const decode = (members: object): ReturnType<typeof decodeTransferLine> => decodeTransferLine(JSON.stringify(members));
const lineOf = (members: object) => {
  const decoded = decode(members);
  return 'line' in decoded ? decoded.line : assert.fail(JSON.stringify(decoded.faults));
};

test('the three members that are needed are enough', () => {
  const { accessToken, ...line } = lineOf(valid);
  assert.equal(accessToken.reveal(), 'at');
  assert.deepEqual(line, {
    providerId: 'github',
    user: 'ada@example.com',
    account: '',
    accountId: undefined,
    kind: 'oauth',
    refreshToken: undefined,
    expiresAt: undefined,
    scopes: [],
    extra: undefined,
    dpopKey: undefined,
    createdAt: undefined,
  });
});

for (const [value, expected] of [
  ['2030-01-31T12:00:00Z', 1_896_091_200],
  ['2030-01-31T13:00:00.9+01:00', 1_896_091_200],
  [1_896_091_200, 1_896_091_200],
  ['0001-01-01T00:00:00Z', undefined],
  [0, undefined],
  ['', undefined],
  [null, undefined],
] as const) {
  test(`expires_at ${JSON.stringify(value)} is ${expected}`, () =>
    assert.equal(lineOf({ ...valid, expires_at: value }).expiresAt, expected));
}

for (const [title, members, field] of [
  ['no provider', { ...valid, provider_id: undefined }, 'provider_id'],
  ['an empty token', { ...valid, access_token: '' }, 'access_token'],
  ['no user', { ...valid, user: null }, 'user'],
  ['a token that is no text', { ...valid, refresh_token: 7 }, 'refresh_token'],
  ['a time that is none', { ...valid, expires_at: 'soon' }, 'expires_at'],
  ['a time before time', { ...valid, expires_at: -1 }, 'expires_at'],
  ['a kind nobody knows', { ...valid, kind: 'password' }, 'kind'],
  ['scopes that are no texts', { ...valid, scopes: [1] }, 'scopes'],
  ['a key that is no object', { ...valid, dpop_key: 'x' }, 'dpop_key'],
  ['a key without its private part', { ...valid, dpop_key: { kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43) } }, 'dpop_key'],
  ['extra that is no object', { ...valid, extra: 'x' }, 'extra'],
  ['a member nobody knows', { ...valid, acess_token: 'x' }, 'acess_token'],
] as const) {
  test(`${title} is refused by its field`, () => {
    const decoded = decode(members);
    assert.deepEqual('faults' in decoded && decoded.faults.map((fault) => fault.field), [field]);
  });
}

test('everything that is wrong with a line is told, and no token with it', () => {
  const decoded = decode({ access_token: 5, kind: 'hush', scopes: 1 });
  assert.ok('faults' in decoded);
  assert.deepEqual(
    decoded.faults.map(({ field }) => field),
    ['provider_id', 'user', 'kind', 'access_token', 'scopes'],
  );
  assert.ok(!JSON.stringify(decoded).includes('hush'));
});

test('whatever a line is, the answer is a line or faults', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => assert.ok(decodeTransferLine(text))));
});

test('what is written is read back as it was', () => {
  const full = {
    ...connection,
    account: 'ada',
    accountId: '7',
    extra: { authed_user: { id: 'U1' } },
    scopes: ['a', 'b'],
    accessToken: new Secret('at'),
    refreshToken: undefined,
    expiresAt: epochSeconds(1_896_091_200),
    dpopKey: new Secret(JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43), d: 'c'.repeat(43) })),
  };
  const decoded = decodeTransferLine(encodeTransferLine(full, 'ada@example.com'));
  assert.ok('line' in decoded);
  assert.equal(decoded.line.dpopKey?.reveal(), full.dpopKey.reveal());
  const { account, accountId, extra, scopes, expiresAt, createdAt, kind } = decoded.line;
  assert.deepEqual(
    { account, accountId, extra, scopes, expiresAt, createdAt, kind },
    {
      account: full.account,
      accountId: full.accountId,
      extra: full.extra,
      scopes: full.scopes,
      expiresAt: full.expiresAt,
      createdAt: full.createdAt,
      kind: full.kind,
    },
  );
});
