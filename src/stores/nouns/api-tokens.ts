import type { IdentityChange } from '../../identity/changes.ts';
import type { ApiToken } from '../../identity/model/session.ts';
import type { User } from '../../identity/model/user.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';
import { readUser, userColumns, userSelection } from './users.ts';

type ApiTokenChange = Extract<IdentityChange, { change: 'insert_api_token' | 'touch_api_token' | 'delete_api_token' }>;

const columns: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  secret_hash: 'text',
  user_id: 'text',
  name: 'text',
  scopes: 'json',
  created_at: 'integer',
  expires_at: 'integer',
  last_used_at: 'integer',
};

const writes: Writes<ApiTokenChange> = {
  insert_api_token: {
    kind: 'insert',
    table: 'api_tokens',
    parameters: columns,
    key: ['id'],
    expects: 'one',
    bind: ({ apiToken }) => ({
      id: apiToken.id,
      secret_hash: apiToken.secretHash,
      user_id: apiToken.userId,
      name: apiToken.name,
      scopes: apiToken.scopes,
      created_at: apiToken.createdAt,
      expires_at: apiToken.expiresAt,
      last_used_at: apiToken.lastUsedAt,
    }),
  },
  touch_api_token: {
    kind: 'update',
    table: 'api_tokens',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'last_used_at = :at',
    where: 'id = :id and (last_used_at is null or last_used_at < :at)',
    expects: 'any',
    bind: ({ apiTokenId, at }) => ({ id: apiTokenId, at }),
  },
  delete_api_token: {
    kind: 'delete',
    table: 'api_tokens',
    parameters: { id: 'text', user_id: 'text' },
    key: ['id'],
    where: 'id = :id and user_id = :user_id',
    expects: 'one',
    bind: ({ apiTokenId, userId }) => ({ id: apiTokenId, user_id: userId }),
  },
};

/** Personal API tokens. Expired ones stay until their user deletes them, so that the user sees why a script stopped. */
export const apiTokens: Noun = { name: 'api_tokens', writes, sealed: [] };

const selection = 't.id, t.secret_hash, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at';

const readApiToken = (row: Row): ApiToken => ({
  id: row.id,
  secretHash: row.secret_hash,
  userId: row.user_id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});

/** One API token and whose it is. */
export const findApiTokenWithUser: Read<{ id: string }, { readonly apiToken: ApiToken; readonly user: User }> = {
  parameters: { id: 'text' },
  sql: `select ${selection}, ${userSelection}
        from api_tokens t join users u on u.id = t.user_id where t.id = :id`,
  columns: { ...columns, ...userColumns },
  answer: 'one',
  record: (row: Row) => ({ apiToken: readApiToken(row), user: readUser(row) }),
};

/** A user's API tokens, newest first. */
export const listApiTokens: Read<{ user_id: string }, ApiToken> = {
  parameters: { user_id: 'text' },
  sql: `select ${selection}, t.user_id from api_tokens t where t.user_id = :user_id order by t.id desc`,
  columns,
  answer: 'many',
  record: readApiToken,
};
