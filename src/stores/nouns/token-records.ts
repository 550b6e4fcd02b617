import type { TokenRecord } from '../../engine/model/token-record.ts';
import type { ColumnType, Read, Row } from '../noun.ts';

/** Which tokens: 0 and '' stand for any. */
interface Selection {
  readonly service_id: number;
  readonly client_number: number;
  readonly subject: string;
  readonly now: number;
}

const selection = { service_id: 'integer', client_number: 'integer', subject: 'text', now: 'integer' } as const satisfies Readonly<
  Record<keyof Selection, ColumnType>
>;

/**
 * Live refresh tokens with their access tokens, and live access tokens without one. No index leads to them by client or subject: it is
 * asked for rarely, and every token would pay for it.
 */
const liveTokens = `from (
    select r.access_token_id as id, a.secret_hash as secret_hash, a.expires_at as expires_at, a.scopes as scopes, a.properties as properties,
      r.id as refresh_id, r.secret_hash as refresh_secret_hash, r.expires_at as refresh_expires_at,
      g.service_id as service_id, g.client_number as client_number, g.subject as subject, g.client_secret_id as client_secret_id,
      g.scopes as grant_scopes, g.terms as terms, g.grant_type as grant_type, g.created_at as created_at, r.created_at as issued_at
    from refresh_tokens r
      join grants g on g.id = r.grant_id
      left join access_tokens a on a.id = r.access_token_id and a.revoked_at is null and a.expires_at > :now
    where r.rotated_at is null and r.expires_at > :now and g.revoked_at is null
    union all
    select a.id, a.secret_hash, a.expires_at, a.scopes, a.properties,
      cast(null as text), cast(null as text), cast(null as integer),
      a.service_id, a.client_number, a.subject, a.client_secret_id,
      g.scopes, g.terms, g.grant_type, coalesce(g.created_at, a.created_at), a.created_at
    from access_tokens a
      left join grants g on g.id = a.grant_id
      left join refresh_tokens r on r.id = a.refresh_token_id
    where a.revoked_at is null and a.expires_at > :now and (a.grant_id is null or (g.id is not null and g.revoked_at is null))
      and (r.id is null or r.access_token_id <> a.id or r.expires_at <= :now)
  ) as t
    join clients c on c.number = t.client_number
    left join client_secrets s on s.id = t.client_secret_id
  where t.service_id = :service_id
    and (:client_number = 0 or t.client_number = :client_number)
    and (:subject = '' or t.subject = :subject)
    and (t.client_secret_id is null or s.id is not null)`;

/** Ids of our own have no more letters than this; the id of a token that a caller made is a hash, which nobody else knows. */
const ownIdLength = 18;

/** What names a token: the hash of one that a caller made. */
const hashOf = (id: string, secretHash: string | undefined): string => (id.length > ownIdLength ? (secretHash ?? id) : id);

/** Live tokens, the newest first. */
export const listTokenRecords: Read<{ [Name in keyof Selection]: Selection[Name] } & { limit: number; skip: number }, TokenRecord> = {
  parameters: { ...selection, limit: 'integer', skip: 'integer' },
  sql: `select t.id, t.secret_hash, t.expires_at, t.scopes, t.properties, t.refresh_id, t.refresh_secret_hash, t.refresh_expires_at,
          t.client_number, t.subject, t.grant_scopes, t.terms, t.grant_type, t.created_at, t.issued_at
        ${liveTokens}
        order by t.issued_at desc, t.id desc limit :limit offset :skip`,
  columns: {
    id: 'text',
    secret_hash: 'text',
    expires_at: 'integer',
    scopes: 'json',
    properties: 'json',
    refresh_id: 'text',
    refresh_secret_hash: 'text',
    refresh_expires_at: 'integer',
    client_number: 'integer',
    subject: 'text',
    grant_scopes: 'json',
    terms: 'json',
    grant_type: 'text',
    created_at: 'integer',
    issued_at: 'integer',
  },
  answer: 'many',
  record: (row: Row): TokenRecord => ({
    id: row.id,
    accessTokenHash: hashOf(row.id, row.secret_hash),
    accessTokenExpiresAt: row.expires_at,
    refreshToken:
      row.refresh_id === undefined
        ? undefined
        : { hash: hashOf(row.refresh_id, row.refresh_secret_hash), expiresAt: row.refresh_expires_at, scopes: row.grant_scopes },
    clientNumber: row.client_number,
    subject: row.subject,
    scopes: row.scopes ?? row.grant_scopes,
    properties: row.properties ?? row.terms?.properties,
    grantType: row.grant_type,
    createdAt: row.created_at,
    issuedAt: row.issued_at,
  }),
};

/** How many live tokens there are. */
export const countTokenRecords: Read<{ [Name in keyof Selection]: Selection[Name] }, number> = {
  parameters: selection,
  sql: `select count(*) as token_count ${liveTokens}`,
  columns: { token_count: 'integer' },
  answer: 'many',
  record: (row: Row): number => row.token_count,
};
