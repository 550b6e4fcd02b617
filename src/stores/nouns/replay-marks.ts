import type { EngineChange } from '../../engine/changes.ts';
import type { Noun, Read, Writes } from '../noun.ts';

const table = 'replay_marks';

const writes: Writes<Extract<EngineChange, { change: 'mark_used' }>> = {
  mark_used: {
    kind: 'insert',
    table,
    parameters: { kind: 'text', key: 'text', expires_at: 'integer' },
    key: ['kind', 'key'],
    expects: 'one',
    bind: ({ mark }) => ({ kind: mark.kind, key: mark.key, expires_at: mark.expiresAt }),
  },
};

/** What is good once and was used, until it would be refused for its age. */
export const replayMarks: Noun = {
  name: 'replay marks',
  writes,
  sealed: [],
  sweep: { table, key: 'kind, key', where: 'expires_at < :before' },
};

/** One mark, if it is there. */
export const findReplayMark: Read<{ kind: string; key: string }, true> = {
  parameters: { kind: 'text', key: 'text' },
  sql: `select 1 as marked from ${table} where kind = :kind and key = :key`,
  columns: { marked: 'integer' },
  answer: 'one',
  record: () => true,
};
