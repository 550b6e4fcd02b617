import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBindChanges } from './bind-changes.ts';
import type { Noun, Write } from './noun.ts';
import type { Sealer } from './sealer.ts';

const plainSealer: Sealer = {
  prepare: () => undefined,
  seal: ({ table, column, row }, text) => `sealed ${text} for ${table}.${column} of ${row}`,
  open: (_, sealed) => sealed,
  reload: async () => undefined,
};

interface PutChange {
  readonly change: 'put';
  readonly id: string;
  readonly secret: string | undefined;
}

const put: Write<PutChange> = {
  kind: 'insert',
  table: 'things',
  parameters: { id: 'text', secret: 'sealed' },
  key: ['id'],
  expects: 'one',
  bind: ({ id, secret }) => ({ id, secret }),
};
const things: Noun = { name: 'things', writes: { put }, sealed: [{ table: 'things', column: 'secret', row: 'id' }] };
const withoutSecret: PutChange = { change: 'put', id: 'a', secret: undefined };
const bind = (noun: Noun, sealer: Sealer = plainSealer): ReturnType<typeof createBindChanges<string>> =>
  createBindChanges([noun], sealer, ({ change }) => change);
const change: PutChange = { change: 'put', id: 'a', secret: 'sesame' };

test('a change becomes the values of its parameters, and what is to be sealed is bound to its row', () => {
  assert.deepEqual(bind(things)([change]), [{ statement: 'put', values: ['a', 'sealed sesame for things.secret of a'] }]);
});

test('a secret that is not there is NULL, and not sealed', () => {
  assert.deepEqual(bind(things)([withoutSecret]), [{ statement: 'put', values: ['a', null] }]);
});

test('sealing waits for a keyring that has to look for newer keys', async () => {
  let isReady = false;
  const prepare = async (): Promise<void> => {
    isReady = true;
  };
  const seal = (): string => (isReady ? 'sealed with the newest key' : 'sealed too early');
  assert.deepEqual(await bind(things, { ...plainSealer, prepare, seal })([change]), [
    { statement: 'put', values: ['a', 'sealed with the newest key'] },
  ]);
});

const mistakes: readonly (readonly [string, Noun, RegExp])[] = [
  ['a sealed parameter that its noun does not list', { ...things, sealed: [] }, /does not list as sealed/],
  [
    'a sealed parameter of a row that has two keys',
    { ...things, writes: { put: { ...put, key: ['id', 'secret'] } } },
    /more than one key parameter/,
  ],
];
for (const [what, noun, message] of mistakes) {
  test(`${what} is a mistake in a noun`, () => {
    assert.throws(() => bind(noun), message);
  });
}

test('a change that two nouns keep is a mistake in a noun', () => {
  assert.throws(() => createBindChanges([things, things], plainSealer, () => ''), /two nouns keep the change put/);
});
