import type { EngineChange } from '../../engine/changes.ts';
import { looseClientRules } from '../../engine/model/binding-rules.ts';
import type { Client } from '../../engine/model/client.ts';
import { noDescription } from '../../engine/model/client-description.ts';
import { plainClientTerms } from '../../engine/model/client-terms.ts';
import { noLogoutRules } from '../../engine/model/logout-rules.ts';
import { plainOpenIdRules } from '../../engine/model/openid-rules.ts';
import { plainClientRules } from '../../engine/model/request-rules.ts';
import type { ColumnType, Noun, Row, Value, Writes } from '../noun.ts';

type ClientChange = Extract<
  EngineChange,
  { change: 'insert_client' | 'update_client' | 'lock_client' | 'delete_client' | 'delete_clients_of_service' }
>;

/** The columns of a client, for every read that answers one. */
export const clientColumns: Readonly<Record<string, ColumnType>> = {
  number: 'integer',
  service_id: 'integer',
  client_id: 'text',
  name: 'text',
  icon: 'text',
  client_type: 'text',
  token_endpoint_auth_method: 'text',
  token_endpoint_auth_signing_alg: 'text',
  jwks: 'json',
  jwks_uri: 'text',
  certificate_subject: 'json',
  redirect_uris: 'json',
  grant_types: 'json',
  allowed_scopes: 'json',
  default_scopes: 'json',
  pkce_required: 'boolean',
  access_token_format: 'text',
  request_rules: 'json',
  binding_rules: 'json',
  openid_rules: 'json',
  sector: 'text',
  profiles: 'json',
  authorization_signed_response_alg: 'text',
  introspection_signed_response_alg: 'text',
  logout_rules: 'json',
  locked: 'boolean',
  terms: 'json',
  description: 'json',
  developer: 'text',
  source: 'text',
  registration: 'json',
  used_at: 'integer',
  created_by: 'text',
  created_at: 'integer',
  updated_at: 'integer',
};

const noProfiles: Client['profiles'] = [];

/** A client from the columns above. */
export const clientRecord = (row: Row): Client => ({
  number: row.number,
  serviceId: row.service_id,
  clientId: row.client_id,
  name: row.name,
  icon: row.icon,
  clientType: row.client_type,
  tokenEndpointAuthMethod: row.token_endpoint_auth_method,
  tokenEndpointAuthSigningAlg: row.token_endpoint_auth_signing_alg,
  jwks: row.jwks,
  jwksUri: row.jwks_uri,
  certificateSubject: row.certificate_subject,
  redirectUris: row.redirect_uris,
  grantTypes: row.grant_types,
  allowedScopes: row.allowed_scopes,
  defaultScopes: row.default_scopes,
  pkceRequired: row.pkce_required,
  accessTokenFormat: row.access_token_format,
  requestRules: row.request_rules === undefined ? plainClientRules : { ...plainClientRules, ...row.request_rules },
  bindingRules: row.binding_rules ?? looseClientRules,
  openIdRules: row.openid_rules === undefined ? plainOpenIdRules : { ...plainOpenIdRules, ...row.openid_rules, sector: row.sector },
  profiles: row.profiles ?? noProfiles,
  authorizationSignedResponseAlg: row.authorization_signed_response_alg,
  introspectionSignedResponseAlg: row.introspection_signed_response_alg,
  logoutRules: row.logout_rules === undefined ? noLogoutRules : { ...noLogoutRules, ...row.logout_rules },
  isLocked: row.locked ?? false,
  terms: row.terms === undefined ? plainClientTerms : { ...plainClientTerms, ...row.terms },
  description: row.description ?? noDescription,
  source: row.source,
  registration: row.registration,
  lastUsedAt: row.used_at,
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const bind = ({ client }: { readonly client: Client }): Readonly<Record<string, Value>> => ({
  number: client.number,
  service_id: client.serviceId,
  client_id: client.clientId,
  name: client.name,
  icon: client.icon,
  client_type: client.clientType,
  token_endpoint_auth_method: client.tokenEndpointAuthMethod,
  token_endpoint_auth_signing_alg: client.tokenEndpointAuthSigningAlg,
  jwks: client.jwks,
  jwks_uri: client.jwksUri,
  certificate_subject: client.certificateSubject,
  redirect_uris: client.redirectUris,
  grant_types: client.grantTypes,
  allowed_scopes: client.allowedScopes,
  default_scopes: client.defaultScopes,
  pkce_required: client.pkceRequired,
  access_token_format: client.accessTokenFormat,
  request_rules: client.requestRules === plainClientRules ? undefined : client.requestRules,
  binding_rules: client.bindingRules === looseClientRules ? undefined : client.bindingRules,
  openid_rules: client.openIdRules === plainOpenIdRules ? undefined : { ...client.openIdRules, sector: undefined },
  sector: client.openIdRules.sector,
  profiles: client.profiles.length === 0 ? undefined : client.profiles,
  authorization_signed_response_alg: client.authorizationSignedResponseAlg,
  introspection_signed_response_alg: client.introspectionSignedResponseAlg,
  logout_rules: client.logoutRules === noLogoutRules ? undefined : client.logoutRules,
  locked: client.isLocked,
  terms: client.terms === plainClientTerms ? undefined : client.terms,
  description: client.description === noDescription ? undefined : client.description,
  developer: client.description.developer,
  source: client.source,
  registration: client.registration,
  used_at: client.lastUsedAt,
  created_by: client.createdBy,
  created_at: client.createdAt,
  updated_at: client.updatedAt,
});

const writes: Writes<ClientChange> = {
  insert_client: { kind: 'insert', table: 'clients', parameters: clientColumns, key: ['number'], expects: 'one', bind },
  update_client: {
    kind: 'update',
    table: 'clients',
    parameters: { ...clientColumns, since: 'integer' },
    key: ['number'],
    set: `client_id = :client_id, name = :name, icon = :icon, token_endpoint_auth_method = :token_endpoint_auth_method,
          token_endpoint_auth_signing_alg = :token_endpoint_auth_signing_alg, jwks = :jwks, jwks_uri = :jwks_uri,
          certificate_subject = :certificate_subject, redirect_uris = :redirect_uris,
          grant_types = :grant_types, allowed_scopes = :allowed_scopes, default_scopes = :default_scopes,
          pkce_required = :pkce_required, access_token_format = :access_token_format, request_rules = :request_rules,
          binding_rules = :binding_rules, openid_rules = :openid_rules, sector = :sector, logout_rules = :logout_rules, registration = :registration, profiles = :profiles,
          authorization_signed_response_alg = :authorization_signed_response_alg,
          introspection_signed_response_alg = :introspection_signed_response_alg, terms = :terms,
          description = :description, developer = :developer, updated_at = :updated_at`,
    where: `number = :number and (:since is null or updated_at = :since) and not exists (select 1 from clients o
            where o.service_id = :service_id and o.client_id = :client_id and o.number <> :number)`,
    expects: 'one',
    bind: ({ client, since }) => ({ ...bind({ client }), since }),
  },
  lock_client: {
    kind: 'update',
    table: 'clients',
    parameters: { number: 'integer', locked: 'boolean', at: 'integer' },
    key: ['number'],
    set: 'locked = :locked, updated_at = :at',
    where: 'number = :number',
    expects: 'one',
    bind: ({ clientNumber, isLocked, at }) => ({ number: clientNumber, locked: isLocked, at }),
  },
  delete_client: {
    kind: 'delete',
    table: 'clients',
    parameters: { number: 'integer' },
    key: ['number'],
    where: 'number = :number',
    expects: 'one',
    bind: ({ clientNumber }) => ({ number: clientNumber }),
  },
  delete_clients_of_service: {
    kind: 'delete',
    table: 'clients',
    parameters: { service_id: 'integer' },
    key: ['service_id'],
    where: 'service_id = :service_id',
    expects: 'any',
    bind: ({ serviceId }) => ({ service_id: serviceId }),
  },
};

/** Clients. Numbers are never used again, so what a deleted client left behind belongs to nobody. */
export const clients: Noun = { name: 'clients', writes, sealed: [] };
