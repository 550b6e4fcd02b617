import type { EngineChange } from '../../engine/changes.ts';
import type { AuthorizationCode } from '../../engine/model/grant.ts';
import type { Noun, Read, Row, Writes } from '../noun.ts';
import { bindEnded, endedParameters, isOfEnded } from './session-clients.ts';

type CodeChange = Extract<
  EngineChange,
  {
    change:
      | 'insert_code'
      | 'consume_code'
      | 'delete_codes_of_client_and_subject'
      | 'delete_codes_of_client'
      | 'delete_codes_of_subject'
      | 'delete_codes_of_sessions';
  }
>;

const writes: Writes<CodeChange> = {
  insert_code: {
    kind: 'insert',
    table: 'authorization_codes',
    parameters: {
      id: 'text',
      secret_hash: 'text',
      grant_id: 'text',
      service_id: 'integer',
      client_number: 'integer',
      subject: 'text',
      scopes: 'json',
      resources: 'json',
      authorization_details: 'json',
      claims_request: 'json',
      redirect_uri: 'text',
      code_challenge: 'text',
      nonce: 'text',
      dpop_jkt: 'text',
      terms: 'json',
      auth_time: 'integer',
      acr: 'text',
      amr: 'json',
      session_id: 'text',
      created_at: 'integer',
      expires_at: 'integer',
    },
    key: ['id'],
    expects: 'one',
    bind: ({ code }) => ({
      id: code.id,
      secret_hash: code.secretHash,
      grant_id: code.grantId,
      service_id: code.serviceId,
      client_number: code.clientNumber,
      subject: code.subject,
      scopes: code.scopes,
      resources: code.resources,
      authorization_details: code.authorizationDetails,
      claims_request: code.claimsRequest,
      redirect_uri: code.redirectUri,
      code_challenge: code.codeChallenge,
      nonce: code.nonce,
      dpop_jkt: code.dpopJkt,
      terms: code.terms,
      auth_time: code.authTime,
      acr: code.acr,
      amr: code.amr,
      session_id: code.sessionId,
      created_at: code.createdAt,
      expires_at: code.expiresAt,
    }),
  },
  consume_code: {
    kind: 'update',
    table: 'authorization_codes',
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'consumed_at = :at',
    where: 'id = :id and consumed_at is null',
    expects: 'one',
    bind: ({ codeId, at }) => ({ id: codeId, at }),
  },
  delete_codes_of_client: {
    kind: 'delete',
    table: 'authorization_codes',
    parameters: { client_number: 'integer' },
    key: ['client_number'],
    where: 'client_number = :client_number',
    expects: 'any',
    bind: ({ clientNumber }) => ({ client_number: clientNumber }),
  },
  delete_codes_of_subject: {
    kind: 'delete',
    table: 'authorization_codes',
    parameters: { service_id: 'integer', subject: 'text' },
    key: ['service_id', 'subject'],
    where: 'service_id = :service_id and subject = :subject',
    expects: 'any',
    bind: ({ serviceId, subject }) => ({ service_id: serviceId, subject }),
  },
  delete_codes_of_client_and_subject: {
    kind: 'delete',
    table: 'authorization_codes',
    parameters: { client_number: 'integer', subject: 'text' },
    key: ['client_number', 'subject'],
    where: 'client_number = :client_number and subject = :subject',
    expects: 'any',
    bind: ({ clientNumber, subject }) => ({ client_number: clientNumber, subject }),
  },
  delete_codes_of_sessions: {
    kind: 'delete',
    table: 'authorization_codes',
    parameters: endedParameters,
    key: ['subject'],
    // Which clients there are, the sessions tell: codes are found by client and person.
    where: `${isOfEnded('session_id')} and client_number in (select r.client_number from session_clients r where r.subject = :subject)`,
    expects: 'any',
    bind: ({ ended }) => bindEnded(ended),
  },
};

/** Authorization codes: kept for their lifetime and a day longer, so that a replay is recognised. */
export const codes: Noun = {
  name: 'codes',
  writes,
  sealed: [],
  sweep: { table: 'authorization_codes', key: 'id', where: 'expires_at < :before - 86400' },
};

/** One code by its id. */
export const findCode: Read<{ id: string }, AuthorizationCode> = {
  parameters: { id: 'text' },
  sql: `select id, secret_hash, grant_id, service_id, client_number, subject, scopes, resources, authorization_details, claims_request, redirect_uri, code_challenge, nonce, dpop_jkt, terms,
          auth_time, acr, amr, session_id, created_at, expires_at, consumed_at
        from authorization_codes where id = :id`,
  columns: {
    id: 'text',
    secret_hash: 'text',
    grant_id: 'text',
    service_id: 'integer',
    client_number: 'integer',
    subject: 'text',
    scopes: 'json',
    resources: 'json',
    authorization_details: 'json',
    claims_request: 'json',
    redirect_uri: 'text',
    code_challenge: 'text',
    nonce: 'text',
    dpop_jkt: 'text',
    terms: 'json',
    auth_time: 'integer',
    acr: 'text',
    amr: 'json',
    session_id: 'text',
    created_at: 'integer',
    expires_at: 'integer',
    consumed_at: 'integer',
  },
  answer: 'one',
  record: (row: Row): AuthorizationCode => ({
    id: row.id,
    secretHash: row.secret_hash,
    grantId: row.grant_id,
    serviceId: row.service_id,
    clientNumber: row.client_number,
    subject: row.subject,
    scopes: row.scopes,
    resources: row.resources,
    authorizationDetails: row.authorization_details,
    claimsRequest: row.claims_request,
    redirectUri: row.redirect_uri,
    codeChallenge: row.code_challenge,
    nonce: row.nonce,
    dpopJkt: row.dpop_jkt,
    terms: row.terms,
    authTime: row.auth_time,
    acr: row.acr,
    amr: row.amr ?? [],
    sessionId: row.session_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    consumedAt: row.consumed_at,
  }),
};
