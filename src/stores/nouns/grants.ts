import type { EngineChange } from '../../engine/changes.ts';
import type { Grant } from '../../engine/model/grant.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';
import { bindEnded, endedParameters, isOfEnded } from './session-clients.ts';

type GrantChange = Extract<
  EngineChange,
  {
    change:
      | 'insert_grant'
      | 'renew_grant'
      | 'revoke_grant'
      | 'revoke_grants_of_client'
      | 'revoke_grants_of_subject'
      | 'extend_grant'
      | 'revoke_grants_of_client_and_subject'
      | 'update_scopes_of_grants'
      | 'forget_consents'
      | 'revoke_grants_of_sessions';
  }
>;

const parameters = {
  id: 'text',
  service_id: 'integer',
  client_number: 'integer',
  subject: 'text',
  scopes: 'json',
  resources: 'json',
  authorization_details: 'json',
  claims_request: 'json',
  client_secret_id: 'text',
  cnf: 'json',
  terms: 'json',
  grant_type: 'text',
  auth_time: 'integer',
  acr: 'text',
  amr: 'json',
  session_id: 'text',
  created_at: 'integer',
  expires_at: 'integer',
} as const satisfies Readonly<Record<string, ColumnType>>;

const writes: Writes<GrantChange> = {
  insert_grant: {
    kind: 'insert',
    table: 'grants',
    parameters,
    key: ['id'],
    expects: 'one',
    bind: ({ grant }) => ({
      id: grant.id,
      service_id: grant.serviceId,
      client_number: grant.clientNumber,
      subject: grant.subject,
      scopes: grant.scopes,
      resources: grant.resources,
      authorization_details: grant.authorizationDetails,
      claims_request: grant.claimsRequest,
      client_secret_id: grant.clientSecretId,
      cnf: grant.confirmation,
      terms: grant.terms,
      grant_type: grant.grantType,
      auth_time: grant.authTime,
      acr: grant.acr,
      amr: grant.amr,
      session_id: grant.sessionId,
      created_at: grant.createdAt,
      expires_at: grant.expiresAt,
    }),
  },
  renew_grant: {
    kind: 'update',
    table: 'grants',
    parameters: { id: 'text', expires_at: 'integer', client_secret_id: 'text', cnf: 'json', terms: 'json' },
    key: ['id'],
    set: 'expires_at = :expires_at, client_secret_id = :client_secret_id, cnf = :cnf, terms = :terms',
    where: 'id = :id',
    expects: 'one',
    bind: ({ grantId, expiresAt, clientSecretId, confirmation, terms }) => ({
      id: grantId,
      expires_at: expiresAt,
      client_secret_id: clientSecretId,
      cnf: confirmation,
      terms,
    }),
  },
  revoke_grant: {
    kind: 'update',
    table: 'grants',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'revoked_at = :at',
    where: 'id = :id and revoked_at is null',
    expects: 'any',
    bind: ({ grantId, at }) => ({ id: grantId, at }),
  },
  update_scopes_of_grants: {
    kind: 'update',
    table: 'grants',
    parameters: { client_number: 'integer', subject: 'text', scopes: 'json' },
    key: ['client_number', 'subject'],
    set: 'scopes = :scopes',
    where: 'client_number = :client_number and subject = :subject and revoked_at is null',
    expects: 'any',
    bind: ({ clientNumber, subject, scopes }) => ({ client_number: clientNumber, subject, scopes }),
  },
  forget_consents: {
    kind: 'update',
    table: 'grants',
    parameters: { client_number: 'integer', subject: 'text' },
    key: ['client_number', 'subject'],
    set: 'consent_forgotten = 1',
    where: 'client_number = :client_number and subject = :subject',
    expects: 'any',
    bind: ({ clientNumber, subject }) => ({ client_number: clientNumber, subject }),
  },
  revoke_grants_of_client: {
    kind: 'update',
    table: 'grants',
    parameters: { client_number: 'integer', at: 'integer' },
    key: ['client_number'],
    set: 'revoked_at = :at',
    where: 'client_number = :client_number and revoked_at is null',
    expects: 'any',
    bind: ({ clientNumber, at }) => ({ client_number: clientNumber, at }),
  },
  revoke_grants_of_subject: {
    kind: 'update',
    table: 'grants',
    parameters: { service_id: 'integer', subject: 'text', at: 'integer' },
    key: ['service_id', 'subject'],
    set: 'revoked_at = :at',
    where: 'service_id = :service_id and subject = :subject and revoked_at is null',
    expects: 'any',
    bind: ({ serviceId, subject, at }) => ({ service_id: serviceId, subject, at }),
  },
  extend_grant: {
    kind: 'update',
    table: 'grants',
    parameters: { id: 'text', expires_at: 'integer' },
    key: ['id'],
    set: 'expires_at = :expires_at',
    where: 'id = :id and expires_at < :expires_at',
    expects: 'any',
    bind: ({ grantId, expiresAt }) => ({ id: grantId, expires_at: expiresAt }),
  },
  revoke_grants_of_client_and_subject: {
    kind: 'update',
    table: 'grants',
    parameters: { client_number: 'integer', subject: 'text', at: 'integer' },
    key: ['client_number', 'subject'],
    set: 'revoked_at = :at',
    where: 'client_number = :client_number and subject = :subject and revoked_at is null',
    expects: 'any',
    bind: ({ clientNumber, subject, at }) => ({ client_number: clientNumber, subject, at }),
  },
  revoke_grants_of_sessions: {
    kind: 'update',
    table: 'grants',
    parameters: { ...endedParameters, with_scope: 'text', without_scope: 'text', at: 'integer' },
    key: ['subject'],
    set: 'revoked_at = :at',
    // Scopes are kept as a JSON list; quotes are no letters of a scope (RFC 6749 §3.3).
    where: `${isOfEnded('session_id')} and revoked_at is null
            and scopes <> replace(scopes, '"' || :with_scope || '"', '') and scopes = replace(scopes, '"' || :without_scope || '"', '')`,
    expects: 'any',
    bind: ({ ended, withScope, withoutScope, at }) => ({ ...bindEnded(ended), with_scope: withScope, without_scope: withoutScope, at }),
  },
};

/** Grants: kept a day longer than their last token. */
export const grants: Noun = {
  name: 'grants',
  writes,
  sealed: [],
  sweep: { table: 'grants', key: 'id', where: 'expires_at < :before - 86400' },
};

/** A grant from columns named as the table's, maybe prefixed because other tables' columns stand beside them. */
export const grantRecord = (row: Row, prefix: '' | 'grant_' = ''): Grant => ({
  id: row[`${prefix}id`],
  serviceId: row[`${prefix}service_id`],
  clientNumber: row[`${prefix}client_number`],
  subject: row[`${prefix}subject`],
  scopes: row[`${prefix}scopes`],
  resources: row[`${prefix}resources`],
  authorizationDetails: row[`${prefix}authorization_details`],
  claimsRequest: row[`${prefix}claims_request`],
  clientSecretId: row[`${prefix}client_secret_id`],
  confirmation: row[`${prefix}cnf`],
  terms: row[`${prefix}terms`],
  grantType: row[`${prefix}grant_type`],
  authTime: row[`${prefix}auth_time`],
  acr: row[`${prefix}acr`],
  amr: row[`${prefix}amr`] ?? [],
  sessionId: row[`${prefix}session_id`],
  createdAt: row[`${prefix}created_at`],
  expiresAt: row[`${prefix}expires_at`],
  revokedAt: row[`${prefix}revoked_at`],
});

const selection = Object.keys(parameters).join(', ');

/** One grant by its id. */
export const findGrant: Read<{ id: string }, Grant> = {
  parameters: { id: 'text' },
  sql: `select ${selection}, revoked_at from grants where id = :id`,
  columns: { ...parameters, revoked_at: 'integer' },
  answer: 'one',
  record: (row: Row): Grant => grantRecord(row),
};

type LiveGrants = Read<{ service_id: number; subject: string; now: number }, Grant>;

const listedColumns = [...Object.keys(parameters), 'revoked_at'].map((name) => `g.${name}`).join(', ');

const liveGrants = (condition: string): LiveGrants => ({
  parameters: { service_id: 'integer', subject: 'text', now: 'integer' },
  sql: `select ${listedColumns}
        from grants g
          join clients c on c.number = g.client_number
          left join client_secrets s on s.id = g.client_secret_id
        where g.subject = :subject and g.service_id = :service_id and g.revoked_at is null and g.expires_at > :now
          and (g.client_secret_id is null or s.id is not null) ${condition}
        order by g.id desc`,
  columns: { ...parameters, revoked_at: 'integer' },
  answer: 'many',
  record: (row: Row): Grant => grantRecord(row),
});

/** Grants of a subject that still work, newest first. */
export const listLiveGrants: LiveGrants = liveGrants('');

/** Those by which the person need not be asked again. */
export const listConsents: LiveGrants = liveGrants('and g.consent_forgotten is null');
