import { dataKeys as dataKeysMigration } from '../migrations/0001-data-keys.ts';
import type { Migration, Noun, Read, Writes } from '../noun.ts';
import { dataKeys } from '../nouns/data-keys.ts';

/** A record with a column of every type. */
export interface Box {
  readonly id: string;
  readonly owner: string;
  readonly label: string | undefined;
  readonly count: number;
  readonly isHeavy: boolean;
  readonly tags: readonly string[];
  /** Sealed. */
  readonly secret: string | undefined;
  readonly expiresAt: number;
  readonly openedAt: number | undefined;
  readonly leaseUntil: number | undefined;
}

/** What the suite writes. */
export type BoxChange =
  | { readonly change: 'insert_box'; readonly box: Box }
  | { readonly change: 'open_box'; readonly boxId: string; readonly at: number } // if unopened
  | { readonly change: 'take_lease'; readonly boxId: string; readonly now: number; readonly until: number } // if free
  | { readonly change: 'shelve_box'; readonly boxId: string; readonly place: string } // if nothing stands there
  | { readonly change: 'seal_secret'; readonly boxId: string; readonly secret: string }
  | { readonly change: 'copy_secret'; readonly boxId: string; readonly fromId: string }
  | { readonly change: 'delete_boxes_of'; readonly owner: string }
  | { readonly change: 'delete_all_boxes' }
  | { readonly change: 'spend'; readonly id: string; readonly limit: number }; // if some is left

const writes: Writes<BoxChange> = {
  insert_box: {
    kind: 'insert',
    table: 'boxes',
    parameters: {
      id: 'text',
      owner: 'text',
      label: 'text',
      count: 'integer',
      is_heavy: 'boolean',
      tags: 'json',
      secret: 'sealed',
      expires_at: 'integer',
      opened_at: 'integer',
      lease_until: 'integer',
    },
    key: ['id'],
    expects: 'one',
    bind: ({ box }) => ({
      id: box.id,
      owner: box.owner,
      label: box.label,
      count: box.count,
      is_heavy: box.isHeavy,
      tags: box.tags,
      secret: box.secret,
      expires_at: box.expiresAt,
      opened_at: box.openedAt,
      lease_until: box.leaseUntil,
    }),
  },
  open_box: {
    kind: 'update',
    table: 'boxes',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'opened_at = :at',
    where: 'id = :id and opened_at is null',
    expects: 'one',
    bind: ({ boxId, at }) => ({ id: boxId, at }),
  },
  take_lease: {
    kind: 'update',
    table: 'boxes',
    parameters: { id: 'text', now: 'integer', until: 'integer' },
    key: ['id'],
    set: 'lease_until = :until, count = count + 1',
    where: 'id = :id and (lease_until is null or lease_until <= :now)',
    expects: 'one',
    bind: ({ boxId, now, until }) => ({ id: boxId, now, until }),
  },
  shelve_box: {
    kind: 'update',
    table: 'boxes',
    parameters: { id: 'text', place: 'text' },
    key: ['id'],
    set: 'place = :place',
    where: 'id = :id and not exists (select 1 from boxes other where other.place = :place and other.id <> :id)',
    expects: 'one',
    bind: ({ boxId, place }) => ({ id: boxId, place }),
  },
  seal_secret: {
    kind: 'update',
    table: 'boxes',
    parameters: { id: 'text', secret: 'sealed' },
    key: ['id'],
    set: 'secret = :secret',
    where: 'id = :id',
    expects: 'one',
    bind: ({ boxId, secret }) => ({ id: boxId, secret }),
  },
  copy_secret: {
    kind: 'update',
    table: 'boxes',
    parameters: { id: 'text', source: 'text' },
    key: ['id'],
    set: 'secret = (select other.secret from boxes other where other.id = :source)',
    where: 'id = :id',
    expects: 'one',
    bind: ({ boxId, fromId }) => ({ id: boxId, source: fromId }),
  },
  delete_boxes_of: {
    kind: 'delete',
    table: 'boxes',
    parameters: { owner: 'text' },
    key: ['owner'],
    where: 'owner = :owner',
    expects: 'any',
    bind: ({ owner }) => ({ owner }),
  },
  delete_all_boxes: { kind: 'delete', table: 'boxes', parameters: {}, key: [], expects: 'any', bind: () => ({}) },
  spend: {
    kind: 'insert',
    table: 'purses',
    parameters: { id: 'text', spent: 'integer', spending_limit: 'integer' },
    key: ['id'],
    where: ':spending_limit > 0',
    otherwise: 'on conflict (id) do update set spent = purses.spent + 1 where purses.spent < excluded.spending_limit',
    expects: 'one',
    bind: ({ id, limit }) => ({ id, spent: 1, spending_limit: limit }),
  },
};

const boxes: Noun = {
  name: 'boxes',
  writes,
  sealed: [{ table: 'boxes', column: 'secret', row: 'id' }],
  sweep: { table: 'boxes', key: 'id', where: 'expires_at < :before - 100' },
};

const boxesMigration: Migration = {
  number: 900,
  name: 'boxes',
  statements: [
    `create table boxes (
      id text primary key,
      owner text not null,
      label text,
      count integer not null,
      is_heavy integer not null,
      tags text not null,
      secret text,
      expires_at integer not null,
      opened_at integer,
      lease_until integer,
      place text
    )`,
    'create index boxes_by_expiry on boxes (expires_at)',
    'create unique index boxes_by_place on boxes (place)',
    'create table purses (id text primary key, spent integer not null, spending_limit integer not null)',
  ],
};

/** The nouns of the suite: independent of what the rooms keep. */
export const boxNouns: readonly Noun[] = [dataKeys, boxes];

/** The migrations of the suite. */
export const boxMigrations: readonly Migration[] = [dataKeysMigration, boxesMigration];

/** One box by its id. */
export const findBox: Read<{ id: string }, Box> = {
  parameters: { id: 'text' },
  sql: `select id, owner, label, count, is_heavy, tags, secret, expires_at, opened_at, lease_until from boxes where id = :id`,
  columns: {
    id: 'text',
    owner: 'text',
    label: 'text',
    count: 'integer',
    is_heavy: 'boolean',
    tags: 'json',
    secret: { sealed: { table: 'boxes', column: 'secret', row: 'id' } },
    expires_at: 'integer',
    opened_at: 'integer',
    lease_until: 'integer',
  },
  answer: 'one',
  record: (row) => ({
    id: row.id,
    owner: row.owner,
    label: row.label,
    count: row.count,
    isHeavy: row.is_heavy,
    tags: row.tags,
    secret: row.secret,
    expiresAt: row.expires_at,
    openedAt: row.opened_at,
    leaseUntil: row.lease_until,
  }),
};

/** The ids of an owner's boxes, ascending. */
export const listBoxIdsOf: Read<{ owner: string }, string> = {
  parameters: { owner: 'text' },
  sql: 'select id from boxes where owner = :owner order by id',
  columns: { id: 'text' },
  answer: 'many',
  record: (row) => row.id,
};

/** A box by its number of openings: a question with a number in it. */
export const findBoxIdByCount: Read<{ count: number }, string> = {
  parameters: { count: 'integer' },
  sql: 'select id from boxes where count = :count',
  columns: { id: 'text' },
  answer: 'one',
  record: (row) => row.id,
};

/** How many boxes there are. */
export const countBoxes: Read<Record<never, never>, number> = {
  parameters: {},
  sql: 'select count(*) as box_count from boxes',
  columns: { box_count: 'integer' },
  answer: 'one',
  record: (row) => row.box_count,
};

/** A secret as the database holds it. */
export const findSealedSecret: Read<{ id: string }, string> = {
  parameters: { id: 'text' },
  sql: 'select secret as kept from boxes where id = :id',
  columns: { kept: 'text' },
  answer: 'one',
  record: (row) => row.kept,
};

/** A box that is valid in every field. */
export const boxOf = (fields: Partial<Box> & Pick<Box, 'id'>): Box => ({
  owner: 'ada',
  label: 'a box',
  count: 0,
  isHeavy: false,
  tags: [],
  secret: undefined,
  expiresAt: 2_000_000_000,
  openedAt: undefined,
  leaseUntil: undefined,
  ...fields,
});
