import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { Connection, ConnectionTokens } from '../model/connection.ts';
import { untried } from '../model/untried.ts';
import { decideLink, type LinkFacts } from './decide-link.ts';

const now = epochSeconds(1_800_000_000);
const tokens: ConnectionTokens = {
  accessToken: new Secret('new'),
  refreshToken: undefined,
  expiresAt: undefined,
  extra: undefined,
  scopes: [],
};
const connectionOf = (id: string, account: string, accountId?: string, chosenAt = 0): Connection => ({
  ...tokens,
  id,
  providerId: 'p',
  userId: 'u',
  account,
  accountId,
  kind: 'oauth',
  chosenAt: epochSeconds(chosenAt),
  ...untried,
  attempt: 4,
  createdAt: now,
  updatedAt: now,
});
const facts: LinkFacts = {
  now,
  userId: 'u',
  providerId: 'p',
  id: 'new',
  existing: [],
  account: undefined,
  another: false,
  kind: 'oauth',
  tokens,
};

/** What was written, in a word: `insert <account>` or `relink <id> as <account>`. */
function summarise(change: Partial<LinkFacts>): string {
  const [write] = decideLink({ ...facts, ...change }).changes;
  if (write?.change === 'insert_connection') return `insert ${JSON.stringify(write.connection.account)}`;
  if (write?.change === 'relink_connection') return `relink ${write.connectionId} as ${JSON.stringify(write.account.account)}`;
  return assert.fail('a link is written');
}

const octo = { id: '7', name: 'octo' };
const work = { id: '8', name: 'octo-work' };
const unnamed = connectionOf('c0', '');
const octos = connectionOf('c1', 'octo', '7');
const works = connectionOf('c2', 'octo-work', '8');

const cases: readonly (readonly [title: string, change: Partial<LinkFacts>, expected: string])[] = [
  ['the first account is kept under its name', { account: octo }, 'insert "octo"'],
  ['the first account of a provider that does not tell has no name', {}, 'insert ""'],
  ['B.3: the same account again replaces its tokens', { existing: [octos, works], account: octo }, 'relink c1 as "octo"'],
  ['an account with a new name stays the same account', { existing: [octos], account: { id: '7', name: 'cat' } }, 'relink c1 as "cat"'],
  ['another account never replaces the first', { existing: [octos], account: work }, 'insert "octo-work"'],
  ['B.3: where the provider does not tell, the only account is the same', { existing: [octos] }, 'relink c1 as "octo"'],
  ['where it does not tell and there are several, a new one', { existing: [octos, works] }, 'insert ""'],
  ['where it never told, the same', { existing: [unnamed] }, 'relink c0 as ""'],
  ['an account linked before it was told gets its name', { existing: [unnamed], account: octo }, 'relink c0 as "octo"'],
  ['asked for another, an unnamed one is left alone', { existing: [unnamed], account: octo, another: true }, 'insert "octo"'],
  ['asked for another, but it is the same', { existing: [octos], account: octo, another: true }, 'relink c1 as "octo"'],
  ['asked for another that is not told', { existing: [unnamed], another: true }, 'insert "account-2"'],
  ['two accounts of one name are told apart', { existing: [octos], account: { id: '9', name: 'octo' } }, 'insert "octo (9)"'],
];

describe('decideLink', () => {
  for (const [title, change, expected] of cases) test(title, () => assert.equal(summarise(change), expected));

  test('an account linked the plain way is meant from then on, also in the second of the last choice', () => {
    const existing = [connectionOf('c1', 'octo', '7', now)];
    const [write] = decideLink({ ...facts, existing, account: work }).changes;
    assert.ok(write?.change === 'insert_connection' && write.connection.chosenAt > now);
  });

  test('an account linked as another one does not become the one that is meant', () => {
    const existing = [connectionOf('c1', 'octo', '7', 5)];
    const [write] = decideLink({ ...facts, existing, account: work, another: true }).changes;
    assert.ok(write?.change === 'insert_connection' && write.connection.chosenAt < 5);
  });

  test('whatever is linked, no two connections get one name, and no account loses its tokens to another', () => {
    const account = fc.option(fc.record({ id: fc.constantFrom('1', '2', '3'), name: fc.constantFrom('a', 'b', '') }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.record({ account, another: fc.boolean() }), { maxLength: 8 }), (links) => {
        const kept = new Map<string, Connection>();
        for (const [index, link] of links.entries()) {
          const { connectionId, changes } = decideLink({ ...facts, ...link, id: `c${index}`, existing: [...kept.values()] });
          const [write] = changes;
          const before = kept.get(connectionId);
          if (write?.change === 'insert_connection') kept.set(connectionId, write.connection);
          else if (write?.change === 'relink_connection' && before !== undefined) {
            if (link.account !== undefined && before.accountId !== undefined) assert.equal(before.accountId, link.account.id);
            kept.set(connectionId, { ...before, ...write.account, ...write.tokens });
          } else assert.fail('only what exists is linked again');
        }
        const names = [...kept.values()].map((connection) => connection.account);
        assert.equal(new Set(names).size, names.length);
      }),
    );
  });
});

test('a link whose first commit was kept after all, though nobody was told, is the same link', () => {
  const kept = connectionOf(facts.id, '');
  const { connectionId, isRelinked } = decideLink({
    ...facts,
    existing: [connectionOf('other', 'ada', '1'), kept],
    account: undefined,
    another: true,
  });
  assert.deepEqual([connectionId, isRelinked], [facts.id, true]);
});
