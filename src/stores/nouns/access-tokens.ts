import type { EngineChange } from '../../engine/changes.ts';
import type { AccessTokenFacts } from '../../engine/ports.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

type AccessTokenChange = Extract<
  EngineChange,
  {
    change:
      | 'insert_access_token'
      | 'revoke_access_token'
      | 'revoke_access_tokens_of_client'
      | 'update_access_token'
      | 'update_scopes_of_access_tokens';
  }
>;

const parameters = {
  id: 'text',
  secret_hash: 'text',
  service_id: 'integer',
  client_number: 'integer',
  subject: 'text',
  grant_id: 'text',
  client_secret_id: 'text',
  cnf: 'json',
  scopes: 'json',
  resources: 'json',
  authorization_details: 'json',
  properties: 'json',
  refresh_token_id: 'text',
  created_at: 'integer',
  expires_at: 'integer',
} as const satisfies Readonly<Record<string, ColumnType>>;

const writes: Writes<AccessTokenChange> = {
  insert_access_token: {
    kind: 'insert',
    table: 'access_tokens',
    parameters,
    key: ['id'],
    expects: 'one',
    bind: ({ accessToken }) => ({
      id: accessToken.id,
      secret_hash: accessToken.secretHash,
      service_id: accessToken.serviceId,
      client_number: accessToken.clientNumber,
      subject: accessToken.subject,
      grant_id: accessToken.grantId,
      client_secret_id: accessToken.clientSecretId,
      cnf: accessToken.confirmation,
      scopes: accessToken.scopes,
      resources: accessToken.resources,
      authorization_details: accessToken.authorizationDetails,
      properties: accessToken.properties,
      refresh_token_id: accessToken.refreshTokenId,
      created_at: accessToken.createdAt,
      expires_at: accessToken.expiresAt,
    }),
  },
  revoke_access_token: {
    kind: 'update',
    table: 'access_tokens',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'revoked_at = :at',
    where: 'id = :id and revoked_at is null',
    expects: 'any',
    bind: ({ accessTokenId, at }) => ({ id: accessTokenId, at }),
  },
  revoke_access_tokens_of_client: {
    kind: 'update',
    table: 'access_tokens',
    parameters: { client_number: 'integer', at: 'integer' },
    key: ['client_number'],
    set: 'revoked_at = :at',
    // No index: it is asked for rarely, and every token would pay for it.
    where: 'client_number = :client_number and grant_id is null and revoked_at is null',
    expects: 'any',
    bind: ({ clientNumber, at }) => ({ client_number: clientNumber, at }),
  },
  update_scopes_of_access_tokens: {
    kind: 'update',
    table: 'access_tokens',
    parameters: { client_number: 'integer', subject: 'text', scopes: 'json' },
    key: ['client_number', 'subject'],
    set: 'scopes = :scopes',
    // By the grants, which have an index; as above.
    where: `revoked_at is null and grant_id in
      (select g.id from grants g where g.client_number = :client_number and g.subject = :subject and g.revoked_at is null)`,
    expects: 'any',
    bind: ({ clientNumber, subject, scopes }) => ({ client_number: clientNumber, subject, scopes }),
  },
  update_access_token: {
    kind: 'update',
    table: 'access_tokens',
    parameters: {
      id: 'text',
      cnf: 'json',
      scopes: 'json',
      authorization_details: 'json',
      properties: 'json',
      expires_at: 'integer',
    },
    key: ['id'],
    set: `cnf = :cnf, scopes = :scopes, authorization_details = :authorization_details, properties = :properties,
      expires_at = :expires_at`,
    where: 'id = :id and revoked_at is null',
    expects: 'one',
    bind: ({ accessToken }) => ({
      id: accessToken.id,
      cnf: accessToken.confirmation,
      scopes: accessToken.scopes,
      authorization_details: accessToken.authorizationDetails,
      properties: accessToken.properties,
      expires_at: accessToken.expiresAt,
    }),
  },
};

/** Access tokens of both formats, until they expire. */
export const accessTokens: Noun = {
  name: 'access tokens',
  writes,
  sealed: [],
  sweep: { table: 'access_tokens', key: 'id', where: 'expires_at < :before' },
};

/** One access token, with everything that may have ended it: one statement, since every introspection asks it. */
export const findAccessTokenWithGrant: Read<{ id: string }, AccessTokenFacts> = {
  parameters: { id: 'text' },
  sql: `select a.id, a.secret_hash, a.service_id, a.client_number, a.subject, a.grant_id, a.client_secret_id, a.cnf, a.scopes, a.resources, a.authorization_details, a.properties, a.refresh_token_id,
          a.created_at, a.expires_at, a.revoked_at, g.auth_time as grant_auth_time, g.acr as grant_acr, g.grant_type as grant_type, g.revoked_at as grant_revoked_at, c.client_id, c.sector, c.locked,
          case when a.client_secret_id is null or s.id is not null then 1 else 0 end as client_secret_exists
        from access_tokens a
          left join grants g on g.id = a.grant_id
          left join clients c on c.number = a.client_number
          left join client_secrets s on s.id = a.client_secret_id
        where a.id = :id`,
  columns: {
    ...parameters,
    revoked_at: 'integer',
    grant_auth_time: 'integer',
    grant_acr: 'text',
    grant_type: 'text',
    grant_revoked_at: 'integer',
    client_id: 'text',
    sector: 'text',
    client_secret_exists: 'boolean',
    locked: 'boolean',
  },
  answer: 'one',
  record: (row: Row): AccessTokenFacts => ({
    accessToken: {
      id: row.id,
      secretHash: row.secret_hash,
      serviceId: row.service_id,
      clientNumber: row.client_number,
      subject: row.subject,
      grantId: row.grant_id,
      clientSecretId: row.client_secret_id,
      confirmation: row.cnf,
      scopes: row.scopes,
      resources: row.resources,
      authorizationDetails: row.authorization_details,
      properties: row.properties,
      refreshTokenId: row.refresh_token_id,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
    },
    grant:
      row.grant_auth_time === undefined
        ? undefined
        : { authTime: row.grant_auth_time, acr: row.grant_acr, grantType: row.grant_type, revokedAt: row.grant_revoked_at },
    clientId: row.client_id,
    sector: row.sector,
    clientSecretExists: row.client_secret_exists,
    isClientLocked: row.locked ?? false,
  }),
};
