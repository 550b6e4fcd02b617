import type { IdentityChange } from '../../identity/changes.ts';
import type { Session } from '../../identity/model/session.ts';
import type { User } from '../../identity/model/user.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';
import { readUser, userColumns, userSelection } from './users.ts';

type SessionChange = Extract<IdentityChange, { change: 'insert_session' | 'touch_session' | 'delete_session' | 'delete_sessions_of_user' }>;

const columns: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  secret_hash: 'text',
  user_id: 'text',
  user_agent: 'text',
  address: 'text',
  sid: 'text',
  amr: 'json',
  created_at: 'integer',
  last_used_at: 'integer',
  expires_at: 'integer',
};

const writes: Writes<SessionChange> = {
  insert_session: {
    kind: 'insert',
    table: 'sessions',
    parameters: columns,
    key: ['id'],
    expects: 'one',
    bind: ({ session }) => ({
      id: session.id,
      secret_hash: session.secretHash,
      user_id: session.userId,
      user_agent: session.userAgent,
      address: session.address,
      sid: session.sid,
      amr: session.amr,
      created_at: session.createdAt,
      last_used_at: session.lastUsedAt,
      expires_at: session.expiresAt,
    }),
  },
  touch_session: {
    kind: 'update',
    table: 'sessions',
    parameters: { id: 'text', at: 'integer', expires_at: 'integer' },
    key: ['id'],
    set: 'last_used_at = :at, expires_at = :expires_at',
    where: 'id = :id and last_used_at < :at',
    expects: 'any',
    bind: ({ sessionId, at, expiresAt }) => ({ id: sessionId, at, expires_at: expiresAt }),
  },
  delete_session: {
    kind: 'delete',
    table: 'sessions',
    parameters: { id: 'text', user_id: 'text' },
    key: ['id'],
    where: 'id = :id and user_id = :user_id',
    expects: 'one',
    bind: ({ sessionId, userId }) => ({ id: sessionId, user_id: userId }),
  },
  delete_sessions_of_user: {
    kind: 'delete',
    table: 'sessions',
    parameters: { user_id: 'text', except_id: 'text' },
    key: ['user_id'],
    where: 'user_id = :user_id and id is distinct from :except_id',
    expects: 'any',
    bind: ({ userId, exceptSessionId }) => ({ user_id: userId, except_id: exceptSessionId }),
  },
};

/** Signed-in browsers and command lines: deleted when they end, or when they were left alone too long. */
export const sessions: Noun = {
  name: 'sessions',
  writes,
  sealed: [],
  sweep: { table: 'sessions', key: 'id', where: 'expires_at < :before' },
};

/** The user's id comes from {@link userSelection}; `user_agent` would look like one of its columns. */
const selection = 's.id, s.secret_hash, s.user_agent as agent, s.address, s.sid, s.amr, s.created_at, s.last_used_at, s.expires_at';

const answerColumns: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  secret_hash: 'text',
  agent: 'text',
  address: 'text',
  sid: 'text',
  amr: 'json',
  created_at: 'integer',
  last_used_at: 'integer',
  expires_at: 'integer',
  ...userColumns,
};

/** How everybody signed in before it was written down. */
const passwordOnly: readonly string[] = ['pwd'];

const readSession = (row: Row): Session => ({
  id: row.id,
  secretHash: row.secret_hash,
  userId: row.user_id,
  userAgent: row.agent,
  address: row.address,
  sid: row.sid,
  amr: row.amr ?? passwordOnly,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
});

/** One session and whose it is. */
export const findSessionWithUser: Read<{ id: string }, { readonly session: Session; readonly user: User }> = {
  parameters: { id: 'text' },
  sql: `select ${selection}, ${userSelection} from sessions s join users u on u.id = s.user_id where s.id = :id`,
  columns: answerColumns,
  answer: 'one',
  record: (row: Row) => ({ session: readSession(row), user: readUser(row) }),
};

/** A user's sessions, newest first. */
export const listSessions: Read<{ user_id: string }, Session> = {
  parameters: { user_id: 'text' },
  sql: `select ${selection}, ${userSelection} from sessions s join users u on u.id = s.user_id
        where s.user_id = :user_id order by s.id desc`,
  columns: answerColumns,
  answer: 'many',
  record: readSession,
};
