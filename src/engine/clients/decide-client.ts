import { isSameJson } from '../../protocol/authorization-detail.ts';
import { type EpochSeconds, seconds } from '../../protocol/units.ts';
import { type ClientBindingRules, looseClientRules } from '../model/binding-rules.ts';
import type { Client, ClientSource } from '../model/client.ts';
import { type ClientLogoutRules, noLogoutRules } from '../model/logout-rules.ts';
import { plainOpenIdRules } from '../model/openid-rules.ts';
import { type ClientRequestRules, plainClientRules } from '../model/request-rules.ts';
import type { Service } from '../model/service.ts';
import { timeOfUpdate } from '../time-of-update.ts';
import { type RejectClient, reject, type SaveClient } from './client-decision.ts';
import type { ClientInput } from './client-input.ts';
import { decideOpenIdRules } from './client-openid.ts';
import { decideClientProfile } from './client-profile.ts';
import { decideClientProofs } from './client-proofs.ts';
import { decideClientTerms, decideDescription } from './decide-terms.ts';
import { defaultClientSettings } from './default-client.ts';
import { defaultName } from './default-name.ts';
import { findFaults, type JudgingService, type SentClient } from './find-faults.ts';
import { lockChange } from './lock-client.ts';

/** A client somebody wants to make. */
export interface ClientCreation extends SentClient {
  readonly now: EpochSeconds;
  readonly service: JudgingService & Pick<Service, 'id'>;
  readonly source: ClientSource;
  readonly createdBy: string | undefined;
  /** The fresh ids. */
  readonly number: number;
  readonly clientId: string;
}

/** A client somebody wants to change. */
export interface ClientUpdate extends SentClient {
  readonly now: EpochSeconds;
  readonly service: JudgingService;
  readonly client: Client;
}

const requestedRedirectUris = ({ callbackUrl, redirectUris }: ClientInput): readonly string[] | undefined =>
  redirectUris ?? (callbackUrl === undefined ? undefined : [callbackUrl]);

const unique = (names: readonly string[] | undefined): readonly string[] | undefined => names && [...new Set(names)];

/** The rules for a client's requests: those that are named, and otherwise what they are. */
const decideRequestRules = (current: ClientRequestRules, input: ClientInput): ClientRequestRules => {
  const rules: ClientRequestRules = {
    requirePushed: input.requirePushedAuthorizationRequests ?? current.requirePushed,
    requireSigned: input.requireSignedRequestObject ?? current.requireSigned,
    signingAlg: input.requestObjectSigningAlg ?? current.signingAlg,
    detailTypes: unique(input.authorizationDetailsTypes) ?? current.detailTypes,
    defaultMaxAge: input.defaultMaxAge === undefined ? current.defaultMaxAge : seconds(input.defaultMaxAge),
    requireAuthTime: input.requireAuthTime ?? current.requireAuthTime,
    defaultAcrValues: unique(input.defaultAcrValues) ?? current.defaultAcrValues,
    requestUris: unique(input.requestUris) ?? current.requestUris,
  };
  return isSameJson(rules, plainClientRules) ? plainClientRules : rules;
};

/** What a client's tokens must be bound to: what is named, and otherwise what it is. */
const decideBindingRules = (current: ClientBindingRules, input: ClientInput): ClientBindingRules => {
  const rules: ClientBindingRules = {
    dpopBoundAccessTokens: input.dpopBoundAccessTokens ?? current.dpopBoundAccessTokens,
    tlsClientCertificateBoundAccessTokens: input.tlsClientCertificateBoundAccessTokens ?? current.tlsClientCertificateBoundAccessTokens,
  };
  return rules.dpopBoundAccessTokens || rules.tlsClientCertificateBoundAccessTokens ? rules : looseClientRules;
};

/** How a client takes part in logging out: what is named, and otherwise what it is. */
const decideLogoutRules = (current: ClientLogoutRules, input: ClientInput): ClientLogoutRules => {
  const { postLogoutRedirectUris: uris, backchannelLogoutUri: uri, backchannelLogoutSessionRequired: isRequired } = input;
  if (uris === undefined && uri === undefined && isRequired === undefined) return current;
  return {
    postLogoutRedirectUris: unique(uris) ?? current.postLogoutRedirectUris,
    backchannelLogoutUri: uri === '' ? undefined : (uri ?? current.backchannelLogoutUri),
    backchannelLogoutSessionRequired: isRequired ?? current.backchannelLogoutSessionRequired,
  };
};

/** Decides the making of a client. */
export function decideClientCreation(creation: ClientCreation): SaveClient | RejectClient {
  const { now, service, input, source, createdBy, number } = creation;
  const clientType = input.clientType ?? 'confidential';
  const defaults = defaultClientSettings(clientType);
  const clientId = input.clientId ?? creation.clientId;
  const client: Client = {
    number,
    serviceId: service.id,
    clientId,
    name: input.name?.trim() ?? (creation.mayBeBare === true ? defaultName(clientId) : ''),
    icon: input.icon ?? defaults.icon,
    clientType,
    tokenEndpointAuthMethod: input.tokenEndpointAuthMethod ?? defaults.tokenEndpointAuthMethod,
    ...decideClientProofs(input, defaults),
    redirectUris: requestedRedirectUris(input) ?? [],
    grantTypes: unique(input.grantTypes) ?? defaults.grantTypes,
    allowedScopes: unique(input.allowedScopes),
    defaultScopes: unique(input.defaultScopes),
    pkceRequired: input.pkceRequired ?? defaults.pkceRequired,
    accessTokenFormat: input.accessTokenFormat,
    requestRules: decideRequestRules(plainClientRules, input),
    bindingRules: decideBindingRules(looseClientRules, input),
    openIdRules: decideOpenIdRules(input, plainOpenIdRules, requestedRedirectUris(input) ?? []),
    ...decideClientProfile(input, defaults),
    logoutRules: decideLogoutRules(noLogoutRules, input),
    isLocked: input.isLocked ?? defaults.isLocked,
    terms: decideClientTerms(defaults.terms, input),
    description: decideDescription(defaults.description, input),
    source,
    registration: undefined,
    createdBy,
    lastUsedAt: undefined,
    createdAt: now,
    updatedAt: now,
  };
  const faults = findFaults(service, client, creation);
  return faults.length > 0 ? reject(faults) : { action: 'save', client, changes: [{ change: 'insert_client', client }] };
}

/** Decides a change of a client. Its kind stays: whether it can keep a secret does not change by being told so. */
export function decideClientUpdate(update: ClientUpdate): SaveClient | RejectClient {
  const { now, service, client: current, input } = update;
  const client: Client = {
    ...current,
    clientId: input.clientId ?? current.clientId,
    name: input.name?.trim() ?? current.name,
    icon: input.icon ?? current.icon,
    redirectUris: requestedRedirectUris(input) ?? current.redirectUris,
    grantTypes: unique(input.grantTypes) ?? current.grantTypes,
    tokenEndpointAuthMethod: input.tokenEndpointAuthMethod ?? current.tokenEndpointAuthMethod,
    ...decideClientProofs(input, current),
    allowedScopes: unique(input.allowedScopes) ?? current.allowedScopes,
    defaultScopes: unique(input.defaultScopes) ?? current.defaultScopes,
    pkceRequired: input.pkceRequired ?? current.pkceRequired,
    accessTokenFormat: input.accessTokenFormat ?? current.accessTokenFormat,
    requestRules: decideRequestRules(current.requestRules, input),
    bindingRules: decideBindingRules(current.bindingRules, input),
    openIdRules: decideOpenIdRules(input, current.openIdRules, requestedRedirectUris(input) ?? current.redirectUris),
    ...decideClientProfile(input, current),
    logoutRules: decideLogoutRules(current.logoutRules, input),
    isLocked: input.isLocked ?? current.isLocked,
    terms: decideClientTerms(current.terms, input),
    description: decideDescription(current.description, input),
    updatedAt: timeOfUpdate(current.updatedAt, now),
  };
  const faults = [...findFaults(service, client, update)];
  if (input.clientType !== undefined && input.clientType !== current.clientType) {
    faults.push({ field: 'client_type', detail: 'client_type cannot be changed' });
  }
  if (faults.length > 0) return reject(faults);
  const locks = input.isLocked === undefined ? [] : [lockChange(client, input.isLocked, now)];
  return { action: 'save', client, changes: [{ change: 'update_client', client, since: current.updatedAt }, ...locks] };
}
