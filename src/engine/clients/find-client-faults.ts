import { findRedirectUriFault } from '../../protocol/redirect-uri.ts';
import { findClientAuthMethod } from '../client-auth/registry.ts';
import { findDelegatedGrant } from '../delegation/registry.ts';
import { authorizationCode } from '../grants/authorization-code.ts';
import { findGrantType } from '../grants/registry.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { ClientFieldFault } from './client-input.ts';
import { maxNameLength } from './default-name.ts';

const maxRedirectUris = 32;
const maxIconLength = 2048;
/** Characters a name or icon must not have: they hide or reorder what a consent page shows. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** An emoji's path on this server, or an image on the web. */
const iconUrl = /^(?:https?:\/\/[^\s/?#]+|\/)[^\s"'<>\\]*$/i;

type Settings = Pick<
  Client,
  | 'number'
  | 'clientId'
  | 'name'
  | 'icon'
  | 'clientType'
  | 'redirectUris'
  | 'grantTypes'
  | 'tokenEndpointAuthMethod'
  | 'allowedScopes'
  | 'defaultScopes'
>;

/** RFC 6749 §A.1, without spaces. */
const textId = /^[\x21-\x7e]{1,255}$/;
const digits = /^[0-9]+$/;

/** How settings came. */
export interface SentSettings {
  /** What the caller named the redirect URIs: `callback_url` for seed 003's applications. */
  readonly redirectUriField: string;
  /** Whether the name and redirect URIs may be added later. Requests of a client without them are refused. @default false */
  readonly mayBeBare?: boolean | undefined;
}

const fault = (field: string, detail: string): ClientFieldFault => ({ field, detail: `${field} ${detail}` });

/** Numbers name clients too: one must not pass for another's. */
function* idFaults({ number, clientId }: Settings): Generator<ClientFieldFault> {
  const isOfAnother = digits.test(clientId) && clientId !== String(number);
  if (isOfAnother || !textId.test(clientId)) yield fault('client_id', 'must be printable letters, and not a number');
}

function* nameFaults({ name }: Settings): Generator<ClientFieldFault> {
  if (name.trim() === '') yield fault('name', 'is required');
  else if ([...name].length > maxNameLength) yield fault('name', `must not be longer than ${maxNameLength} characters`);
  else if (invisible.test(name)) yield fault('name', 'must not have invisible characters');
}

function* redirectUriFaults(
  { redirectUris, grantTypes, clientType }: Settings,
  { redirectUriField: field, mayBeBare }: SentSettings,
): Generator<ClientFieldFault> {
  const isNeeded = mayBeBare !== true && grantTypes.includes(authorizationCode.name);
  if (redirectUris.length === 0 && isNeeded) yield fault(field, 'is required');
  if (redirectUris.length > maxRedirectUris) yield fault(field, `must not have more than ${maxRedirectUris} entries`);
  for (const uri of redirectUris) {
    const detail = uri === '' ? 'is required' : findRedirectUriFault(uri, clientType);
    if (detail !== undefined) {
      yield fault(field, detail);
      return;
    }
  }
}

function* iconFaults({ icon }: Settings): Generator<ClientFieldFault> {
  if (icon !== '' && (icon.length > maxIconLength || invisible.test(icon) || !iconUrl.test(icon))) {
    yield fault('icon', 'must be an absolute http or https URL, or a path on this server');
  }
}

function* grantTypeFaults({ grantTypes, clientType }: Settings): Generator<ClientFieldFault> {
  if (grantTypes.length === 0) yield fault('grant_types', 'must name at least one grant type');
  for (const name of grantTypes) {
    const grantType = findGrantType(name) ?? findDelegatedGrant(name);
    if (grantType === undefined) yield fault('grant_types', `has a grant type that is not supported: ${name}`);
    else if (clientType === 'public' && grantType.publicClients === 'refused')
      yield fault('grant_types', `must not have ${name} in a public client`);
  }
}

function* authMethodFaults({ tokenEndpointAuthMethod, clientType }: Settings): Generator<ClientFieldFault> {
  const method = findClientAuthMethod(tokenEndpointAuthMethod);
  if (method === undefined) yield fault('token_endpoint_auth_method', 'is not supported');
  else if (method.clientType !== clientType)
    yield fault('token_endpoint_auth_method', `must not be ${method.name} in a ${clientType} client`);
}

function* scopeFaults({ allowedScopes, defaultScopes }: Settings, service: Pick<Service, 'scopes'>): Generator<ClientFieldFault> {
  const known = service.scopes.map(({ name }) => name);
  const unknown = allowedScopes?.find((name) => !known.includes(name));
  if (unknown !== undefined) yield fault('allowed_scopes', `has a scope that is not known here: ${unknown}`);
  const outside = defaultScopes?.find((name) => !(allowedScopes ?? known).includes(name));
  if (outside !== undefined) yield fault('default_scopes', `has a scope that the client may not have: ${outside}`);
}

/**
 * Everything that is wrong with a client's settings; empty if nothing is.
 */
export function findClientFaults(settings: Settings, service: Pick<Service, 'scopes'>, sent: SentSettings): readonly ClientFieldFault[] {
  return [
    ...idFaults(settings),
    ...nameFaults(settings),
    ...redirectUriFaults(settings, sent),
    ...iconFaults(settings),
    ...grantTypeFaults(settings),
    ...authMethodFaults(settings),
    ...scopeFaults(settings, service),
  ];
}
