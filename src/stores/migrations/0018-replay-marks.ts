import type { Migration } from '../noun.ts';

/** What is good once and was used: assertions, proofs. */
export const replayMarks: Migration = {
  number: 18,
  name: 'replay marks',
  statements: [
    `create table replay_marks (
      kind text not null,
      key text not null,
      expires_at integer not null,
      primary key (kind, key)
    )`,
    'create index replay_marks_by_end on replay_marks (expires_at)',
  ],
};
