import type { EngineChange } from '../../engine/changes.ts';
import type { RefreshTokenFacts } from '../../engine/ports.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';
import { grantRecord } from './grants.ts';

type RefreshTokenChange = Extract<
  EngineChange,
  { change: 'insert_refresh_token' | 'rotate_refresh_token' | 'move_refresh_token' | 'renew_refresh_token' }
>;

const parameters = {
  id: 'text',
  secret_hash: 'text',
  grant_id: 'text',
  access_token_id: 'text',
  created_at: 'integer',
  expires_at: 'integer',
} as const satisfies Readonly<Record<string, ColumnType>>;

const writes: Writes<RefreshTokenChange> = {
  insert_refresh_token: {
    kind: 'insert',
    table: 'refresh_tokens',
    parameters,
    key: ['id'],
    expects: 'one',
    bind: ({ refreshToken }) => ({
      id: refreshToken.id,
      secret_hash: refreshToken.secretHash,
      grant_id: refreshToken.grantId,
      access_token_id: refreshToken.accessTokenId,
      created_at: refreshToken.createdAt,
      expires_at: refreshToken.expiresAt,
    }),
  },
  rotate_refresh_token: {
    kind: 'update',
    table: 'refresh_tokens',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'rotated_at = :at',
    where: 'id = :id and rotated_at is null',
    expects: 'one',
    bind: ({ refreshTokenId, at }) => ({ id: refreshTokenId, at }),
  },
  move_refresh_token: {
    kind: 'update',
    table: 'refresh_tokens',
    parameters: { id: 'text', access_token_id: 'text' },
    key: ['id'],
    set: 'access_token_id = :access_token_id',
    where: 'id = :id and rotated_at is null',
    expects: 'one',
    bind: ({ refreshTokenId, accessTokenId }) => ({ id: refreshTokenId, access_token_id: accessTokenId }),
  },
  renew_refresh_token: {
    kind: 'update',
    table: 'refresh_tokens',
    parameters: { id: 'text', expires_at: 'integer' },
    key: ['id'],
    set: 'expires_at = :expires_at',
    where: 'id = :id and rotated_at is null',
    expects: 'one',
    bind: ({ refreshTokenId, expiresAt }) => ({ id: refreshTokenId, expires_at: expiresAt }),
  },
};

/** Refresh tokens: kept while they could be presented, used or not, so that reuse is recognised. */
export const refreshTokens: Noun = {
  name: 'refresh tokens',
  writes,
  sealed: [],
  sweep: { table: 'refresh_tokens', key: 'id', where: 'expires_at < :before' },
};

/** One refresh token, with its grant and whether what the grant hangs on still exists. */
export const findRefreshTokenWithGrant: Read<{ id: string }, RefreshTokenFacts> = {
  parameters: { id: 'text' },
  sql: `select r.id, r.secret_hash, r.grant_id, r.access_token_id, r.created_at, r.expires_at, r.rotated_at,
          g.service_id as grant_service_id, g.client_number as grant_client_number, g.subject as grant_subject,
          g.scopes as grant_scopes, g.resources as grant_resources, g.authorization_details as grant_authorization_details, g.claims_request as grant_claims_request, g.client_secret_id as grant_client_secret_id, g.cnf as grant_cnf, g.terms as grant_terms, g.grant_type as grant_grant_type,
          g.auth_time as grant_auth_time, g.acr as grant_acr, g.amr as grant_amr, g.session_id as grant_session_id, g.created_at as grant_created_at, g.expires_at as grant_expires_at,
          g.revoked_at as grant_revoked_at, c.client_id, c.sector, c.locked,
          case when g.client_secret_id is null or s.id is not null then 1 else 0 end as client_secret_exists
        from refresh_tokens r
          join grants g on g.id = r.grant_id
          left join clients c on c.number = g.client_number
          left join client_secrets s on s.id = g.client_secret_id
        where r.id = :id`,
  columns: {
    ...parameters,
    rotated_at: 'integer',
    grant_service_id: 'integer',
    grant_client_number: 'integer',
    grant_subject: 'text',
    grant_scopes: 'json',
    grant_resources: 'json',
    grant_authorization_details: 'json',
    grant_claims_request: 'json',
    grant_client_secret_id: 'text',
    grant_cnf: 'json',
    grant_terms: 'json',
    grant_grant_type: 'text',
    grant_auth_time: 'integer',
    grant_acr: 'text',
    grant_amr: 'json',
    grant_session_id: 'text',
    grant_created_at: 'integer',
    grant_expires_at: 'integer',
    grant_revoked_at: 'integer',
    client_id: 'text',
    sector: 'text',
    client_secret_exists: 'boolean',
    locked: 'boolean',
  },
  answer: 'one',
  record: (row: Row): RefreshTokenFacts => ({
    refreshToken: {
      id: row.id,
      secretHash: row.secret_hash,
      grantId: row.grant_id,
      accessTokenId: row.access_token_id,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      rotatedAt: row.rotated_at,
    },
    grant: grantRecord(row, 'grant_'),
    clientId: row.client_id,
    sector: row.sector,
    clientSecretExists: row.client_secret_exists,
    isClientLocked: row.locked ?? false,
  }),
};
