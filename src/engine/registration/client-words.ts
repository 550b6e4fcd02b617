import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import type { ClientDescription, LocalizedText } from '../model/client-description.ts';

/** Members that are kept and told, and that no rule reads, by their wire names (RFC 7591 §2). */
const words = {
  client_uri: 'clientUri',
  tos_uri: 'tosUri',
  policy_uri: 'policyUri',
  software_id: 'softwareId',
  software_version: 'softwareVersion',
  initiate_login_uri: 'loginUri',
} as const satisfies Record<string, keyof ClientDescription>;

/** Members that may be there in several languages (RFC 7591 §2.2). */
const localized = {
  client_name: 'names',
  logo_uri: 'logoUris',
  client_uri: 'clientUris',
  tos_uri: 'tosUris',
  policy_uri: 'policyUris',
} as const satisfies Record<string, keyof ClientDescription>;

const entriesOf = <Value>(table: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] => Object.entries(table);

/** Wire names of the members that are text, or lists of it. */
export const wordNames: readonly string[] = Object.keys(words);

function readLanguages(metadata: JsonObject, name: string): readonly LocalizedText[] | undefined {
  const found = Object.entries(metadata).flatMap(([key, text]) =>
    key.startsWith(`${name}#`) && typeof text === 'string' ? [{ language: key.slice(name.length + 1), text }] : [],
  );
  return found.length === 0 ? undefined : found;
}

/** What metadata say of the client in words. Their types were checked. */
export const readWords = (metadata: JsonObject): ClientDescription =>
  Object.fromEntries(
    [
      ...entriesOf(words).map(([name, field]) => [field, metadata[name] ?? undefined] as const),
      ...entriesOf(localized).map(([name, field]) => [field, readLanguages(metadata, name)] as const),
      ['contacts', metadata.contacts ?? undefined] as const,
      ['applicationType', metadata.application_type ?? undefined] as const,
      ['mtlsEndpointAliasesUsed', metadata.use_mtls_endpoint_aliases ?? undefined] as const,
    ].filter(([, value]) => value !== undefined),
  );

/** The same as metadata. */
export function encodeWords(description: ClientDescription): JsonObject {
  const languages = entriesOf(localized).flatMap(([name, field]) =>
    (description[field] ?? []).map(({ language, text }) => [`${name}#${language}`, text] as const),
  );
  return {
    ...Object.fromEntries(entriesOf(words).map(([name, field]) => [name, description[field]])),
    ...Object.fromEntries(languages),
    contacts: description.contacts,
    application_type: description.applicationType,
    use_mtls_endpoint_aliases: description.mtlsEndpointAliasesUsed,
  };
}
