import type { IdentityChange } from '../../identity/changes.ts';
import type { Ownership } from '../../identity/model/ownership.ts';
import type { User } from '../../identity/model/user.ts';
import type { ColumnType, Noun, Read, Row, Value, Writes } from '../noun.ts';

type UserChange = Extract<
  IdentityChange,
  { change: 'claim_ownership' | 'advance_ownership' | 'insert_user' | 'change_user_access' | 'replace_password' | 'touch_user' }
>;

const writes: Writes<UserChange> = {
  claim_ownership: {
    kind: 'insert',
    table: 'ownership',
    parameters: { singleton: 'integer', version: 'integer', first_user_id: 'text', claimed_at: 'integer' },
    key: ['singleton'],
    expects: 'one',
    bind: ({ userId, at }) => ({ singleton: 1, version: 1, first_user_id: userId, claimed_at: at }),
  },
  advance_ownership: {
    kind: 'update',
    table: 'ownership',
    parameters: { singleton: 'integer', version: 'integer' },
    key: ['singleton'],
    set: 'version = :version + 1',
    where: 'singleton = :singleton and version = :version',
    expects: 'one',
    bind: ({ version }) => ({ singleton: 1, version }),
  },
  insert_user: {
    kind: 'insert',
    table: 'users',
    parameters: {
      id: 'text',
      email: 'text',
      username: 'text',
      name: 'text',
      role: 'text',
      status: 'text',
      password_hash: 'text',
      created_at: 'integer',
      updated_at: 'integer',
      last_seen_at: 'integer',
    },
    key: ['id'],
    expects: 'one',
    bind: ({ user }) => ({
      id: user.id,
      email: user.email,
      username: user.username,
      name: user.name,
      role: user.role,
      status: user.status,
      password_hash: user.passwordHash,
      created_at: user.createdAt,
      updated_at: user.updatedAt,
      last_seen_at: user.lastSeenAt,
    }),
  },
  change_user_access: {
    kind: 'update',
    table: 'users',
    parameters: { id: 'text', role: 'text', status: 'text', at: 'integer' },
    key: ['id'],
    set: 'role = :role, status = :status, updated_at = :at',
    where: 'id = :id',
    expects: 'one',
    bind: ({ userId, role, status, at }) => ({ id: userId, role, status, at }),
  },
  replace_password: {
    kind: 'update',
    table: 'users',
    parameters: { id: 'text', from_hash: 'text', to_hash: 'text', at: 'integer' },
    key: ['id'],
    set: 'password_hash = :to_hash, updated_at = :at',
    where: 'id = :id and password_hash is not distinct from :from_hash',
    expects: 'one',
    bind: ({ userId, from, to, at }) => ({ id: userId, from_hash: from, to_hash: to, at }),
  },
  touch_user: {
    kind: 'update',
    table: 'users',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'last_seen_at = :at',
    where: 'id = :id',
    expects: 'any',
    bind: ({ userId, at }) => ({ id: userId, at }),
  },
};

/** People, and who of them holds the deployment. */
export const users: Noun = { name: 'users', writes, sealed: [] };

/** A user's columns in an answer that may hold another noun's beside them. */
export const userColumns: Readonly<Record<string, ColumnType>> = {
  user_id: 'text',
  user_email: 'text',
  user_username: 'text',
  user_name: 'text',
  user_role: 'text',
  user_status: 'text',
  user_password_hash: 'text',
  user_created_at: 'integer',
  user_updated_at: 'integer',
  user_last_seen_at: 'integer',
};

/** Selects {@link userColumns} from `users u`. */
export const userSelection: string = Object.keys(userColumns)
  .map((column) => `u.${column.slice('user_'.length)} as ${column}`)
  .join(', ');

/** The user of a row that has {@link userColumns}. */
export const readUser = (row: Row): User => ({
  id: row.user_id,
  email: row.user_email,
  username: row.user_username,
  name: row.user_name,
  role: row.user_role,
  status: row.user_status,
  passwordHash: row.user_password_hash,
  createdAt: row.user_created_at,
  updatedAt: row.user_updated_at,
  lastSeenAt: row.user_last_seen_at,
});

const read = <Parameters extends Readonly<Record<string, Value>>>(
  answer: 'one' | 'many',
  parameters: Readonly<Record<keyof Parameters & string, ColumnType>>,
  rest: string,
): Read<Parameters, User> => ({
  parameters,
  sql: `select ${userSelection} from users u ${rest}`,
  columns: userColumns,
  answer,
  record: readUser,
});

/** One user by the id. */
export const findUser: Read<{ id: string }, User> = read('one', { id: 'text' }, 'where u.id = :id');

/** One user by what they sign in with, in lower case: an email address has an `@`, and a username has none. */
export const findUserByLogin: Read<{ login: string }, User> = read(
  'one',
  { login: 'text' },
  'where u.email = :login or lower(u.username) = :login',
);

/** Everybody, oldest first. */
export const listUsers: Read<Record<never, never>, User> = read('many', {}, 'order by u.created_at, u.id');

/** Whether and by how many the deployment is held. */
export const findOwnership: Read<{ singleton: number }, Ownership> = {
  parameters: { singleton: 'integer' },
  sql: `select version, (select count(*) from users where role = 'owner' and status = 'active') as active_owners
        from ownership where singleton = :singleton`,
  columns: { version: 'integer', active_owners: 'integer' },
  answer: 'one',
  record: (row: Row): Ownership => ({ version: row.version, activeOwners: row.active_owners }),
};
