import type { Migration } from '../noun.ts';

/** Tokens of installations that are ended before GitHub would end them. */
export const endingTokens: Migration = {
  number: 82,
  name: 'ending tokens',
  statements: [
    `create table ending_tokens (
      id text primary key,
      provider_id text not null,
      token text not null,
      ends_at integer not null,
      expires_at integer not null
    )`,
    'create index ending_tokens_by_end on ending_tokens (ends_at)',
  ],
};
