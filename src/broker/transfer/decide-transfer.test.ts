import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connection } from '../../console/testing/connection.ts';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { decideTransfer, type TransferFacts } from './decide-transfer.ts';

const valid: TransferFacts = {
  now: epochSeconds(5000),
  id: 'new',
  line: {
    providerId: 'demo',
    user: 'ada',
    account: 'ada',
    accountId: '7',
    kind: 'oauth',
    accessToken: new Secret('imported'),
    refreshToken: undefined,
    expiresAt: undefined,
    scopes: [],
    extra: undefined,
    createdAt: epochSeconds(3000),
  },
  userId: 'user-1',
  existing: [],
  brought: [],
  onConflict: 'fail',
};
const old = { ...connection, account: 'ada', accountId: '7', attempt: 4, chosenAt: epochSeconds(4000) };

test('a new account is created as old as it is', () => {
  const decision = decideTransfer(valid);
  assert.ok(decision.action === 'create');
  const { id, createdAt, chosenAt, updatedAt, account } = decision.connection;
  assert.deepEqual([id, createdAt, chosenAt, updatedAt, account], ['new', 3000, 3000, 5000, 'ada']);
});

for (const [title, existing] of [
  ['its name', [{ ...old, accountId: undefined }]],
  ['its id under another name', [{ ...old, account: 'renamed' }]],
] as const) {
  test(`an account that is there by ${title} fails, is skipped, or is replaced as it was chosen`, () => {
    assert.equal(decideTransfer({ ...valid, existing }).action, 'refuse');
    assert.equal(decideTransfer({ ...valid, existing, onConflict: 'skip' }).action, 'skip');
    const replaced = decideTransfer({ ...valid, existing, onConflict: 'replace' });
    assert.ok(replaced.action === 'replace' && replaced.change.change === 'relink_connection');
    const { connectionId, attempt, account, tokens } = replaced.change;
    assert.deepEqual([connectionId, attempt, account.chosenAt, tokens.accessToken.reveal()], ['con1', 4, 4000, 'imported']);
  });
}

test('another account, and one at another provider, are no conflict', () => {
  const existing = [
    { ...old, account: 'other', accountId: '8' },
    { ...old, providerId: 'elsewhere' },
  ];
  assert.equal(decideTransfer({ ...valid, existing }).action, 'create');
});

test('a second line about one account is refused, whatever is done about conflicts', () => {
  for (const onConflict of ['fail', 'skip', 'replace'] as const) {
    assert.equal(decideTransfer({ ...valid, brought: [old], onConflict }).action, 'refuse');
  }
});
