import { isSameJson } from '../../protocol/authorization-detail.ts';
import { type EpochSeconds, seconds } from '../../protocol/units.ts';
import { type ClientBindingRules, looseClientRules } from '../model/binding-rules.ts';
import type { Client, ClientSource } from '../model/client.ts';
import { type ClientLogoutRules, noLogoutRules } from '../model/logout-rules.ts';
import { plainOpenIdRules } from '../model/openid-rules.ts';
import { type ClientRequestRules, plainClientRules } from '../model/request-rules.ts';
import type { Service } from '../model/service.ts';
import type { SectorRedirectUris } from '../ports.ts';
import { type RejectClient, reject, type SaveClient } from './client-decision.ts';
import type { ClientInput } from './client-input.ts';
import { decideOpenIdRules } from './client-openid.ts';
import { decideClientProfile } from './client-profile.ts';
import { decideClientProofs } from './client-proofs.ts';
import { defaultClientSettings } from './default-client.ts';
import { findClientFaults } from './find-client-faults.ts';
import { findLogoutFaults } from './find-logout-faults.ts';
import { findOpenIdFaults } from './find-openid-faults.ts';
import { findProfileFaults } from './find-profile-faults.ts';
import { findProofFaults } from './find-proof-faults.ts';
import { findRequestFaults } from './find-request-faults.ts';

/** A client somebody wants to make. */
export interface ClientCreation {
  readonly now: EpochSeconds;
  readonly service: Pick<Service, 'id' | 'scopes' | 'requestRules' | 'profiles'>;
  readonly input: ClientInput;
  readonly source: ClientSource;
  readonly createdBy: string | undefined;
  /** The fresh ids. */
  readonly number: number;
  readonly clientId: string;
  /** What its `sector_identifier_uri` lists; undefined if it was not asked. */
  readonly listed?: SectorRedirectUris | undefined;
}

/** A client somebody wants to change. */
export interface ClientUpdate {
  readonly now: EpochSeconds;
  readonly service: Pick<Service, 'scopes' | 'requestRules' | 'profiles'>;
  readonly client: Client;
  readonly input: ClientInput;
  /** What its `sector_identifier_uri` lists; undefined if it was not asked. */
  readonly listed?: SectorRedirectUris | undefined;
}

const requestedRedirectUris = ({ callbackUrl, redirectUris }: ClientInput): readonly string[] | undefined =>
  redirectUris ?? (callbackUrl === undefined ? undefined : [callbackUrl]);

const redirectUriField = ({ redirectUris }: ClientInput): string => (redirectUris === undefined ? 'callback_url' : 'redirect_uris');

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
export function decideClientCreation({
  now,
  service,
  input,
  source,
  createdBy,
  number,
  clientId,
  listed,
}: ClientCreation): SaveClient | RejectClient {
  const clientType = input.clientType ?? 'confidential';
  const defaults = defaultClientSettings(clientType);
  const client: Client = {
    number,
    serviceId: service.id,
    clientId,
    name: input.name?.trim() ?? '',
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
    source,
    createdBy,
    createdAt: now,
    updatedAt: now,
  };
  const faults = [
    ...findClientFaults(client, service, redirectUriField(input)),
    ...findProofFaults(client, input),
    ...findOpenIdFaults(client, input, listed),
    ...findRequestFaults(service, client),
    ...findProfileFaults(service, client, { input, redirectUriField: redirectUriField(input) }),
    ...findLogoutFaults(client),
  ];
  return faults.length > 0 ? reject(faults) : { action: 'save', client, changes: [{ change: 'insert_client', client }] };
}

/** Decides a change of a client. Its kind stays: whether it can keep a secret does not change by being told so. */
export function decideClientUpdate({ now, service, client: current, input, listed }: ClientUpdate): SaveClient | RejectClient {
  const client: Client = {
    ...current,
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
    updatedAt: now,
  };
  const faults = [
    ...findClientFaults(client, service, redirectUriField(input)),
    ...findProofFaults(client, input),
    ...findOpenIdFaults(client, input, listed),
    ...findRequestFaults(service, client),
    ...findProfileFaults(service, client, { input, redirectUriField: redirectUriField(input) }),
    ...findLogoutFaults(client),
  ];
  if (input.clientType !== undefined && input.clientType !== current.clientType) {
    faults.push({ field: 'client_type', detail: 'client_type cannot be changed' });
  }
  return faults.length > 0 ? reject(faults) : { action: 'save', client, changes: [{ change: 'update_client', client }] };
}
