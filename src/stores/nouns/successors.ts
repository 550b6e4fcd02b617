import type { EngineChange } from '../../engine/changes.ts';
import type { Issued } from '../../engine/model/tokens.ts';
import type { Noun, Read, Writes } from '../noun.ts';

const table = 'successors';

const writes: Writes<Extract<EngineChange, { change: 'insert_successor' }>> = {
  insert_successor: {
    kind: 'insert',
    table,
    parameters: { id: 'text', answer: 'sealed', expires_at: 'integer' },
    key: ['id'],
    expects: 'one',
    bind: ({ refreshTokenId, successor, expiresAt }) => ({ id: refreshTokenId, answer: JSON.stringify(successor), expires_at: expiresAt }),
  },
};

/** Seconds they are kept longer: a node's clock that jumps is found out within a minute, and takes nothing away that others still answer. */
const margin = 120;

/**
 * What rotations of refresh tokens answered, by the token that was used. They are apart from the tokens so that a secret is not kept
 * longer than it may be asked for, and so that a token's row does not grow at its use: growing rows would split full pages.
 */
export const successors: Noun = {
  name: 'successors',
  writes,
  sealed: [{ table, column: 'answer', row: 'id' }],
  sweep: { table, key: 'id', where: `expires_at < :before - ${margin}` },
};

/** What one rotation answered. */
export const findSuccessor: Read<{ id: string }, Issued> = {
  parameters: { id: 'text' },
  sql: `select s.id, s.answer from ${table} s where s.id = :id`,
  columns: { id: 'text', answer: { sealed: { table, column: 'answer', row: 'id' } } },
  answer: 'one',
  record: (row) => JSON.parse(row.answer) satisfies Issued, // written by `insert_successor`, and authenticated by its seal
};
