import type { IdentityChange } from '../../identity/changes.ts';
import type { SetupLink } from '../../identity/model/session.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

type SetupLinkChange = Extract<IdentityChange, { change: 'insert_setup_link' | 'redeem_setup_link' }>;

const columns: Readonly<Record<string, ColumnType>> = { id: 'text', secret_hash: 'text', created_at: 'integer', expires_at: 'integer' };

const writes: Writes<SetupLinkChange> = {
  insert_setup_link: {
    kind: 'insert',
    table: 'setup_links',
    parameters: columns,
    key: ['id'],
    expects: 'one',
    bind: ({ setupLink }) => ({
      id: setupLink.id,
      secret_hash: setupLink.secretHash,
      created_at: setupLink.createdAt,
      expires_at: setupLink.expiresAt,
    }),
  },
  redeem_setup_link: {
    kind: 'delete',
    table: 'setup_links',
    parameters: { id: 'text' },
    key: ['id'],
    where: 'id = :id',
    expects: 'one',
    bind: ({ setupLinkId }) => ({ id: setupLinkId }),
  },
};

/** Setup links: there are some only while there is no user. */
export const setupLinks: Noun = {
  name: 'setup_links',
  writes,
  sealed: [],
  sweep: { table: 'setup_links', key: 'id', where: 'expires_at < :before' },
};

/** One setup link by its id. */
export const findSetupLink: Read<{ id: string }, SetupLink> = {
  parameters: { id: 'text' },
  sql: 'select id, secret_hash, created_at, expires_at from setup_links where id = :id',
  columns,
  answer: 'one',
  record: (row: Row): SetupLink => ({
    id: row.id,
    secretHash: row.secret_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }),
};
