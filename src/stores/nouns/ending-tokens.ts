import type { EndingTokenChange } from '../../broker/github-app/changes.ts';
import type { EndingToken } from '../../broker/github-app/ending-token.ts';
import { Secret } from '../../protocol/secret.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

const table = 'ending_tokens';

const parameters = {
  id: 'text',
  provider_id: 'text',
  token: 'sealed',
  ends_at: 'integer',
  expires_at: 'integer',
} as const satisfies Readonly<Record<string, ColumnType>>;

const writes: Writes<EndingTokenChange> = {
  keep_ending_token: {
    kind: 'insert',
    table,
    parameters,
    key: ['id'],
    expects: 'one',
    bind: ({ token: { id, providerId, token, endsAt, expiresAt } }) => ({
      id,
      provider_id: providerId,
      token: token.reveal(),
      ends_at: endsAt,
      expires_at: expiresAt,
    }),
  },
  forget_ending_token: {
    kind: 'delete',
    table,
    parameters: { id: 'text' },
    key: ['id'],
    where: 'id = :id',
    expects: 'any',
    bind: ({ tokenId }) => ({ id: tokenId }),
  },
};

const sealed = { table, column: 'token', row: 'id' } as const;

/** Tokens of installations that end before their time, sealed until they are ended. */
export const endingTokens: Noun = { name: 'ending tokens', writes, sealed: [sealed] };

/** Those whose time is over, the first to end first. */
export const listEndingTokens: Read<{ now: number; limit: number }, EndingToken> = {
  parameters: { now: 'integer', limit: 'integer' },
  sql: `select id, provider_id, token, ends_at, expires_at from ${table} where ends_at <= :now order by ends_at, id limit :limit`,
  columns: { ...parameters, token: { sealed } },
  answer: 'many',
  record: (row: Row) => ({
    id: row.id,
    providerId: row.provider_id,
    token: new Secret(row.token),
    endsAt: row.ends_at,
    expiresAt: row.expires_at,
  }),
};
