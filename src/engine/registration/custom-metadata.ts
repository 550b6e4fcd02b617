import { type JsonObject, parseObject } from '../../protocol/jose/parse-object.ts';
import { certificateFields } from '../client-auth/tls-client-auth.ts';
import type { ClientDescription } from '../model/client-description.ts';
import type { Service } from '../model/service.ts';
import { clientMetadata } from './client-metadata.ts';
import { wordNames } from './client-words.ts';

type Naming = Pick<Service, 'registrationRules'>;

const maxNames = 100;
const maxNameLength = 255;

/** Names that mean something already (RFC 7591 §2, §3.2.1). */
const ownNames: ReadonlySet<string> = new Set([
  ...clientMetadata.map(({ name }) => name),
  ...wordNames,
  ...certificateFields,
  'application_type',
  'client_id',
  'client_id_issued_at',
  'client_secret',
  'client_secret_expires_at',
  'contacts',
  'registration_access_token',
  'registration_client_uri',
  'response_types',
  'scope',
  'software_statement',
  'use_mtls_endpoint_aliases',
]);

/** One of our names, in a language or in none (RFC 7591 §2.2). */
const isOwn = (name: string): boolean => ownNames.has(name.replace(/#.*$/s, ''));

/** What is wrong with the names of metadata that a service wants to know beside ours; undefined if nothing is. */
export function findCustomNamesFault(names: readonly string[]): string | undefined {
  if (names.length > maxNames) return `has more than ${maxNames} entries`;
  if (new Set(names).size < names.length) return 'names the same twice';
  if (names.some((name) => name === '' || name.length > maxNameLength)) return `must have names of 1 to ${maxNameLength} characters`;
  const own = names.find(isOwn);
  return own === undefined ? undefined : `has a name that means something already: ${own}`;
}

const entriesKnownTo = ({ registrationRules }: Naming, metadata: JsonObject): readonly (readonly [name: string, value: unknown])[] =>
  Object.entries(metadata).filter(([name]) => registrationRules.customMetadata.includes(name));

/** What of a client's metadata a service keeps beside what we know. `null` says nothing (RFC 7592 §2.2). */
export function readCustomMetadata(service: Naming, metadata: JsonObject): Pick<ClientDescription, 'customMetadata'> {
  const said = entriesKnownTo(service, metadata).filter(([, value]) => value !== null);
  return said.length === 0 ? {} : { customMetadata: JSON.stringify(Object.fromEntries(said)) };
}

/** The same as metadata: what the service still knows. */
export const encodeCustomMetadata = (service: Naming, { customMetadata = '' }: ClientDescription): JsonObject =>
  Object.fromEntries(entriesKnownTo(service, parseObject(customMetadata) ?? {}));
