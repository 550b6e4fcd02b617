import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { redirectTarget } from '../../protocol/redirect-uri.ts';
import { parseScope } from '../../protocol/scope.ts';
import { responseTypes } from '../authorize/judge-authorization-request.ts';
import { findClientAuthMethod } from '../client-auth/registry.ts';
import { certificateFields } from '../client-auth/tls-client-auth.ts';
import type { ClientInput } from '../clients/client-input.ts';
import { authorizationCode } from '../grants/authorization-code.ts';
import type { Service } from '../model/service.ts';
import { clientMetadata, type MetadataMember, writeMetadata } from './client-metadata.ts';
import { readWords, wordNames } from './client-words.ts';
import { readCustomMetadata } from './custom-metadata.ts';
import { findRedirectFault } from './find-redirect-fault.ts';
import { metadataError } from './metadata-error.ts';

/** The most entries of a list. */
const maxEntries = 100;
/** Letters of the longest text. */
const maxTextLength = 4096;
/** Letters of the longest name; one that is longer is cut (RFC 7591 §2 lets the server replace values). */
const maxNameLength = 64;

/** What metadata are read for. */
export interface MetadataReader {
  readonly service: Pick<Service, 'scopes' | 'registrationRules'>;
  /** How a client authenticates that does not say. */
  readonly defaultAuthMethod: string;
  /** What it is called that has no name. */
  readonly defaultName?: string | undefined;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= maxTextLength && value.isWellFormed();

/** What a value must be, in words and as a check. */
const checks: Readonly<Record<MetadataMember['kind'], readonly [words: string, isRight: (value: unknown) => boolean]>> = {
  text: [`must be text of at most ${maxTextLength} characters`, isText],
  texts: [
    `must be a list of at most ${maxEntries} texts`,
    (value) => Array.isArray(value) && value.length <= maxEntries && value.every(isText),
  ],
  yesOrNo: ['must be true or false', (value) => typeof value === 'boolean'],
  count: ['must be a whole number', (value) => Number.isSafeInteger(value) && Number(value) >= 0],
  json: ['', () => true],
};

const kinds: readonly (readonly [name: string, kind: MetadataMember['kind']])[] = [
  ...clientMetadata.map(({ name, kind }) => [name, kind] as const),
  ...[...wordNames, ...certificateFields, 'scope', 'application_type'].map((name) => [name, 'text'] as const),
  ...['response_types', 'contacts'].map((name) => [name, 'texts'] as const),
  ['use_mtls_endpoint_aliases', 'yesOrNo'],
];

function findTypeError(metadata: JsonObject): OAuthError | undefined {
  for (const [name, kind] of kinds) {
    const value = metadata[name];
    const [words, isRight] = checks[kind];
    if (value !== undefined && value !== null && !isRight(value)) return metadataError(name, words);
  }
  const { application_type: type } = metadata;
  return type === undefined || type === null || type === 'web' || type === 'native'
    ? undefined
    : metadataError('application_type', 'must be web or native');
}

/** Grant types and response types must fit one another (RFC 7591 §2.1). */
function findFlowError(grantTypes: readonly string[], sent: unknown): OAuthError | undefined {
  const usesCode = grantTypes.includes(authorizationCode.name);
  if (!Array.isArray(sent)) return undefined; // those that go with the grant types
  if (sent.some((type) => !responseTypes.some((known) => known === type)))
    return metadataError('response_types', `must be ${responseTypes.join(', ')}`);
  const fits = usesCode ? sent.length > 0 : sent.length === 0;
  return fits ? undefined : metadataError('response_types', 'must fit grant_types');
}

/** Of the scopes that are asked for those that there are (RFC 7591 §2): clients ask for all they have heard of. */
function readScopes({ scopes }: Pick<Service, 'scopes'>, sent: unknown): readonly string[] | undefined | OAuthError {
  const names = typeof sent === 'string' ? parseScope(sent) : [];
  if (names === undefined) return metadataError('scope', 'is malformed');
  if (names.length === 0) return undefined;
  const known = names.filter((name) => scopes.some((scope) => scope.name === name));
  return known.length === 0 ? metadataError('scope', 'has no scope that is known here') : known;
}

const cut = (name: string): string => [...name.trim()].slice(0, maxNameLength).join('');

/**
 * Reads what a client says of itself. Members that are not known are left aside, and `null` says nothing (RFC 7592 §2.2).
 *
 * @returns what it wants to be, still to be judged; `invalid_redirect_uri` or `invalid_client_metadata` if it cannot be read.
 * @see RFC 7591 §2, OpenID Connect Dynamic Client Registration §2
 */
export function readClientMetadata(
  metadata: JsonObject,
  { service, defaultAuthMethod, defaultName }: MetadataReader,
): ClientInput | OAuthError {
  if (metadata.software_statement !== undefined)
    return new OAuthError('unapproved_software_statement', 'Software statements are not taken here.');
  const typeError = findTypeError(metadata);
  if (typeError !== undefined) return typeError;
  const input: ClientInput = writeMetadata(clientMetadata, metadata);
  const { redirectUris = [], grantTypes = [authorizationCode.name], tokenEndpointAuthMethod = defaultAuthMethod } = input;
  const redirectFault = redirectUris.map(findRedirectFault).find((fault) => fault !== undefined);
  if (redirectFault !== undefined) return metadataError('redirect_uris', redirectFault);
  const flowError = findFlowError(grantTypes, metadata.response_types);
  if (flowError !== undefined) return flowError;
  const scopes = readScopes(service, metadata.scope);
  if (scopes instanceof OAuthError) return scopes;
  const [firstUri = ''] = redirectUris;
  const subjects = certificateFields.flatMap((field) => {
    const value = metadata[field];
    return typeof value === 'string' ? [{ field, value }] : [];
  });
  return {
    ...input,
    name: cut(input.name ?? '') || cut(defaultName ?? redirectTarget(firstUri)) || 'Unnamed',
    redirectUris,
    grantTypes,
    tokenEndpointAuthMethod,
    clientType: findClientAuthMethod(tokenEndpointAuthMethod)?.clientType,
    certificateSubjects: subjects.length === 0 ? undefined : subjects,
    allowedScopes: scopes,
    description: { ...readWords(metadata), ...readCustomMetadata(service, metadata) },
  };
}
