import type { EngineChange } from '../../engine/changes.ts';
import { plainAnswerRules } from '../../engine/model/answer-rules.ts';
import { plainAttestationRules } from '../../engine/model/attestation-rules.ts';
import { looseServiceRules } from '../../engine/model/binding-rules.ts';
import { plainDeviceRules } from '../../engine/model/device-rules.ts';
import { plainOfferRules } from '../../engine/model/offer-rules.ts';
import { plainRegistrationRules } from '../../engine/model/registration-rules.ts';
import { plainServiceRules } from '../../engine/model/request-rules.ts';
import type { Service } from '../../engine/model/service.ts';
import { plainDescription } from '../../engine/model/service-description.ts';
import { plainTokenRules } from '../../engine/model/token-rules.ts';
import type { ColumnType, Noun, Read, Row, Value, Writes } from '../noun.ts';

type ServiceChange = Extract<EngineChange, { change: 'insert_service' | 'update_service' | 'delete_service' }>;

const columns = {
  id: 'integer',
  name: 'text',
  issuer: 'text',
  access_token_format: 'text',
  code_lifetime: 'integer',
  access_token_lifetime: 'integer',
  refresh_token_lifetime: 'integer',
  refresh_leeway: 'integer',
  scopes: 'json',
  resources: 'json',
  request_rules: 'json',
  binding_rules: 'json',
  profiles: 'json',
  attestation_rules: 'json',
  device_rules: 'json',
  token_rules: 'json',
  offer_rules: 'json',
  answer_rules: 'json',
  registration_rules: 'json',
  description: 'json',
  created_at: 'integer',
  updated_at: 'integer',
} as const satisfies Readonly<Record<string, ColumnType>>;

const bind = ({ service }: { readonly service: Service }): Readonly<Record<string, Value>> => ({
  id: service.id,
  name: service.name,
  issuer: service.issuer,
  access_token_format: service.accessTokenFormat,
  code_lifetime: service.codeLifetime,
  access_token_lifetime: service.accessTokenLifetime,
  refresh_token_lifetime: service.refreshTokenLifetime,
  refresh_leeway: service.refreshLeeway,
  scopes: service.scopes,
  resources: service.resources,
  request_rules: service.requestRules === plainServiceRules ? undefined : service.requestRules,
  binding_rules: service.bindingRules === looseServiceRules ? undefined : service.bindingRules,
  profiles: service.profiles.length === 0 ? undefined : service.profiles,
  attestation_rules: service.attestationRules === plainAttestationRules ? undefined : service.attestationRules,
  device_rules: service.deviceRules === plainDeviceRules ? undefined : service.deviceRules,
  token_rules: service.tokenRules === plainTokenRules ? undefined : service.tokenRules,
  offer_rules: service.offerRules === plainOfferRules ? undefined : service.offerRules,
  answer_rules: service.answerRules === plainAnswerRules ? undefined : service.answerRules,
  registration_rules: service.registrationRules === plainRegistrationRules ? undefined : service.registrationRules,
  description: service.description === plainDescription ? undefined : service.description,
  created_at: service.createdAt,
  updated_at: service.updatedAt,
});

const writes: Writes<ServiceChange> = {
  insert_service: { kind: 'insert', table: 'services', parameters: columns, key: ['id'], expects: 'one', bind },
  update_service: {
    kind: 'update',
    table: 'services',
    parameters: { ...columns, since: 'integer' },
    key: ['id'],
    set: `name = :name, issuer = :issuer, access_token_format = :access_token_format, code_lifetime = :code_lifetime,
          access_token_lifetime = :access_token_lifetime, refresh_token_lifetime = :refresh_token_lifetime,
          refresh_leeway = :refresh_leeway, scopes = :scopes, resources = :resources, request_rules = :request_rules,
          binding_rules = :binding_rules, profiles = :profiles, attestation_rules = :attestation_rules, device_rules = :device_rules,
          token_rules = :token_rules, offer_rules = :offer_rules, answer_rules = :answer_rules, description = :description,
          registration_rules = :registration_rules,
          updated_at = :updated_at`,
    where: `id = :id and updated_at is not distinct from :since
            and not exists (select 1 from services other where other.issuer = :issuer and other.id <> :id)`,
    expects: 'one',
    bind: ({ service, since }) => ({ ...bind({ service }), since }),
  },
  delete_service: {
    kind: 'delete',
    table: 'services',
    parameters: { id: 'integer' },
    key: ['id'],
    where: 'id = :id',
    expects: 'one',
    bind: ({ serviceId }) => ({ id: serviceId }),
  },
};

/** Services: few, read often, kept by whoever asks. */
export const services: Noun = { name: 'services', writes, sealed: [] };

const select = `select ${Object.keys(columns).join(', ')} from services`;

const noProfiles: Service['profiles'] = [];

const record = (row: Row): Service => ({
  id: row.id,
  name: row.name,
  issuer: row.issuer,
  accessTokenFormat: row.access_token_format,
  codeLifetime: row.code_lifetime,
  accessTokenLifetime: row.access_token_lifetime,
  refreshTokenLifetime: row.refresh_token_lifetime,
  refreshLeeway: row.refresh_leeway,
  scopes: row.scopes,
  resources: row.resources,
  requestRules: row.request_rules === undefined ? plainServiceRules : { ...plainServiceRules, ...row.request_rules },
  bindingRules: row.binding_rules === undefined ? looseServiceRules : { ...looseServiceRules, ...row.binding_rules },
  profiles: row.profiles ?? noProfiles,
  attestationRules: row.attestation_rules ?? plainAttestationRules,
  deviceRules: row.device_rules === undefined ? plainDeviceRules : { ...plainDeviceRules, ...row.device_rules },
  tokenRules: row.token_rules === undefined ? plainTokenRules : { ...plainTokenRules, ...row.token_rules },
  offerRules: row.offer_rules === undefined ? plainOfferRules : { ...plainOfferRules, ...row.offer_rules },
  answerRules: row.answer_rules === undefined ? plainAnswerRules : { ...plainAnswerRules, ...row.answer_rules },
  registrationRules:
    row.registration_rules === undefined ? plainRegistrationRules : { ...plainRegistrationRules, ...row.registration_rules },
  description: row.description ?? plainDescription,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** One service by its number. */
export const findService: Read<{ id: number }, Service> = {
  parameters: { id: 'integer' },
  sql: `${select} where id = :id`,
  columns,
  answer: 'one',
  record,
};

/** All services, oldest first. */
export const listServices: Read<Record<never, never>, Service> = {
  parameters: {},
  sql: `${select} order by id`,
  columns,
  answer: 'many',
  record,
};
