import { isCallableUrl } from '../../protocol/callable-url.ts';
import { parseScope } from '../../protocol/scope.ts';
import { findDeviceRulesFault } from '../device/find-device-rules-fault.ts';
import type { ScopeDefinition, Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { findCustomNamesFault } from '../registration/custom-metadata.ts';
import { isLifetime, lifetimeAttributes } from '../terms/scope-lifetimes.ts';
import { findTrustedRootsFaults } from './find-trusted-roots-faults.ts';
import type { ServiceFieldFault } from './service-decision.ts';

const maxNameLength = 100;
/** Ten years: what is meant to last longer is meant to be for ever, which nothing is. */
const maxLifetime = 315_360_000;
/** Eighteen hours: whoever is further off has no clock. */
const maxClockTolerance = 65_535;
/** What FAPI 2.0 lets a JWT be from the future in any case. */
const minProfiledClockTolerance = 10;
const maxScopes = 1000;
/** Letters of everything a service says of itself, and of its scopes, as JSON. */
const maxTextLength = 65_536;
/** What endpoints are called in metadata (RFC 8414 §2). */
const endpointName = /^[a-z]{1,40}(?:_[a-z]{1,40}){0,5}_endpoint$/;
/** Characters a name must not have: they hide or reorder what people read. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const fault = (field: string, detail: string): ServiceFieldFault => ({ field, detail: `${field} ${detail}` });

function* nameFaults({ name }: Service): Generator<ServiceFieldFault> {
  if (name.trim() === '') yield fault('name', 'must not be empty');
  else if ([...name].length > maxNameLength) yield fault('name', `must not be longer than ${maxNameLength} characters`);
  else if (invisible.test(name)) yield fault('name', 'must not have invisible characters');
}

/** RFC 8414 §2 */
function* issuerFaults({ issuer }: Service): Generator<ServiceFieldFault> {
  if (!isCallableUrl(issuer) || issuer.includes('?')) yield fault('issuer', 'must be an https URL without query and fragment');
}

function* lifetimeFaults(service: Service): Generator<ServiceFieldFault> {
  const { tokenRules, answerRules, requestRules, bindingRules } = service;
  const lifetimes: readonly (readonly [field: string, lifetime: number | undefined])[] = [
    ['accessTokenLifetime', service.accessTokenLifetime],
    ['refreshTokenLifetime', service.refreshTokenLifetime],
    ['tokenRules.idTokenLifetime', tokenRules.idTokenLifetime],
    ['answerRules.signedResponseLifetime', answerRules.signedResponseLifetime],
    ['requestRules.pushedLifetime', requestRules.pushedLifetime],
    ['bindingRules.dpopNonceLifetime', bindingRules.dpopNonceLifetime],
  ];
  for (const [field, lifetime = 1] of lifetimes)
    if (!Number.isInteger(lifetime) || lifetime < 1 || lifetime > maxLifetime)
      yield fault(field, `must be a whole number of seconds from 1 to ${maxLifetime}`);
  yield* clockFaults(service);
}

/** RFC 7519 §4.1.4; FAPI 2.0 Security Profile §5.3.2.1 (13) */
function* clockFaults({ offerRules: { clockTolerance }, profiles }: Service): Generator<ServiceFieldFault> {
  const field = 'offerRules.clockTolerance';
  if (!Number.isInteger(clockTolerance) || clockTolerance < 0 || clockTolerance > maxClockTolerance)
    yield fault(field, `must be a whole number of seconds from 0 to ${maxClockTolerance}`);
  else if (clockTolerance < minProfiledClockTolerance && profiles.length > 0)
    yield fault(field, `must be ${minProfiledClockTolerance} at least under the FAPI profiles`);
}

function* attributeFaults({ name, attributes = [] }: ScopeDefinition): Generator<ServiceFieldFault> {
  for (const { key, value } of attributes) {
    // Scopes that match whatever is asked for cannot be told on the consent page.
    if (key === 'regex') yield fault('scopes', `has the attribute regex at ${name}, which is not supported`);
    if (Object.hasOwn(lifetimeAttributes, key) && !isLifetime(value)) yield fault('scopes', `has a ${key} at ${name} that is no number`);
  }
}

/** RFC 6749 §3.3 */
function* scopeFaults({ scopes }: Service): Generator<ServiceFieldFault> {
  if (scopes.length > maxScopes) yield fault('scopes', `has more than ${maxScopes} entries`);
  const names = new Set<string>();
  for (const scope of scopes) {
    const isName = parseScope(scope.name)?.length === 1 && !scope.name.includes(' ');
    if (!isName) yield fault('scopes', 'has a name that is none: printable ASCII without spaces, quotes and backslashes');
    if (names.has(scope.name)) yield fault('scopes', `names ${scope.name} twice`);
    names.add(scope.name);
    yield* attributeFaults(scope);
  }
  if (JSON.stringify(scopes).length > maxTextLength) yield fault('scopes', 'is too long');
}

/** What does not go together. */
function* ruleFaults({ tokenRules, answerRules, offerRules, profiles }: Service): Generator<ServiceFieldFault> {
  if (tokenRules.singlePerSubject && tokenRules.refreshTokensKept)
    yield fault('tokenRules.singlePerSubject', 'does not go with refresh tokens that are kept: each use of one adds an access token');
  if (answerRules.issSuppressed && profiles.length > 0) yield fault('answerRules.issSuppressed', 'does not go with the FAPI profiles');
  if (offerRules.responseTypes?.length === 0) yield fault('offerRules.responseTypes', 'must not be empty');
}

function* descriptionFaults({ description }: Service): Generator<ServiceFieldFault> {
  const { endpoints = {}, policyUri, tosUri, documentation, mtlsEndpointAliases = [] } = description;
  for (const [name, url] of Object.entries(endpoints))
    if (!isCallableUrl(url)) yield fault(`description.endpoints.${name}`, 'must be an https URL');
  if (!mtlsEndpointAliases.every(({ name, uri }) => endpointName.test(name) && isCallableUrl(uri)))
    yield fault('description.mtlsEndpointAliases', 'must have the names of endpoints in metadata, and their https URLs');
  if (new Set(mtlsEndpointAliases.map(({ name }) => name)).size < mtlsEndpointAliases.length)
    yield fault('description.mtlsEndpointAliases', 'has a name twice');
  for (const [name, url] of Object.entries({ policyUri, tosUri, documentation }))
    if (url !== undefined && !isCallableUrl(url)) yield fault(`description.${name}`, 'must be an https URL');
  if (JSON.stringify(description).length > maxTextLength) yield fault('description', 'is too long');
}

/** RFC 7591 §2 */
function* registrationFaults({ registrationRules }: Service): Generator<ServiceFieldFault> {
  const detail = findCustomNamesFault(registrationRules.customMetadata);
  if (detail !== undefined) yield fault('registrationRules.customMetadata', detail);
}

/** RFC 8628 §6.1 */
function* deviceFaults({ deviceRules }: Service): Generator<ServiceFieldFault> {
  const found = findDeviceRulesFault(deviceRules);
  if (found !== undefined) yield fault(`deviceRules.${found.rule}`, `is not right: ${found.fault}`);
}

/** What is wrong with the settings of a service, besides what its types rule out. */
export const findServiceFaults = (
  service: Service,
  { isAuthorityCertificate }: Pick<Engine, 'isAuthorityCertificate'>,
): readonly ServiceFieldFault[] => [
  ...[nameFaults, issuerFaults, lifetimeFaults, scopeFaults, ruleFaults, deviceFaults, registrationFaults, descriptionFaults].flatMap(
    (find) => [...find(service)],
  ),
  ...findTrustedRootsFaults(service, isAuthorityCertificate),
];

/** Another service has the issuer: clients could not tell them apart (RFC 8414 §2). */
export const takenIssuer: ServiceFieldFault = fault('issuer', 'is that of another service');

/** The issuer of the deployment's first service is where the deployment is. */
export const fixedIssuerFault: ServiceFieldFault = fault('issuer', 'is where this deployment is reached, and is set with its settings');
