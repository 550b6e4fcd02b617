import type { Client } from '../model/client.ts';
import type { ClientDescription, LocalizedText } from '../model/client-description.ts';
import type { ClientFieldFault } from './client-input.ts';

const maxEntries = 64;
const maxTextLength = 2048;
/** Letters of all of it, since it is read with the client. */
const maxTotalLength = 32_768;

/** A page on the web: whoever follows the link must not run a script by it. */
const webUrl = /^https?:\/\/[^\s/?#"'<>\\]+[^\s"'<>\\]*$/i;
/** BCP 47, roughly. */
const languageTag = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;

/** Wire names, as RFC 7591 §2 has them, or in its manner. */
const textFields = {
  summary: 'client_description',
  softwareId: 'software_id',
  softwareVersion: 'software_version',
  developer: 'developer',
} as const satisfies Partial<Record<keyof ClientDescription, string>>;

const uriFields = {
  clientUri: 'client_uri',
  tosUri: 'tos_uri',
  policyUri: 'policy_uri',
  loginUri: 'initiate_login_uri',
} as const satisfies Partial<Record<keyof ClientDescription, string>>;

const localizedFields = {
  names: ['client_name#', false],
  summaries: ['client_description#', false],
  logoUris: ['logo_uri#', true],
  clientUris: ['client_uri#', true],
  tosUris: ['tos_uri#', true],
  policyUris: ['policy_uri#', true],
} as const satisfies Partial<Record<keyof ClientDescription, readonly [field: string, isUri: boolean]>>;

const fault = (field: string, detail: string): ClientFieldFault => ({ field, detail: `${field} ${detail}` });

const isText = (text: string): boolean => text.length <= maxTextLength && text.isWellFormed() && !text.includes('\0');
const isUri = (text: string): boolean => text.length <= maxTextLength && webUrl.test(text);

function findListFault(entries: readonly LocalizedText[], areUris: boolean): string | undefined {
  if (entries.length > maxEntries) return `must not have more than ${maxEntries} entries`;
  if (entries.some(({ language }) => !languageTag.test(language))) return 'must have a language tag in each entry';
  if (new Set(entries.map(({ language }) => language.toLowerCase())).size < entries.length) return 'must have each language once';
  const isRight = areUris ? isUri : isText;
  return entries.every(({ text }) => isRight(text)) ? undefined : `must be ${areUris ? 'http or https URLs' : 'shorter text'}`;
}

function* memberFaults(description: ClientDescription): Generator<ClientFieldFault> {
  for (const [name, field] of Object.entries(textFields) as [keyof typeof textFields, string][]) // the keys of the table above
    if (!isText(description[name] ?? '')) yield fault(field, `must be text of at most ${maxTextLength} characters`);
  for (const [name, field] of Object.entries(uriFields) as [keyof typeof uriFields, string][]) {
    const uri = description[name];
    if (uri !== undefined && !isUri(uri)) yield fault(field, 'must be an absolute http or https URL');
  }
  for (const [name, [field, areUris]] of Object.entries(localizedFields) as [
    keyof typeof localizedFields,
    (typeof localizedFields)[keyof typeof localizedFields],
  ][]) {
    const detail = findListFault(description[name] ?? [], areUris);
    if (detail !== undefined) yield fault(field, detail);
  }
  const { contacts = [], attributes = [] } = description;
  if (contacts.length > maxEntries || !contacts.every(isText)) yield fault('contacts', `must be at most ${maxEntries} texts`);
  const isNoted = attributes.every(({ name, value }) => isText(name) && isText(value));
  if (attributes.length > maxEntries || !isNoted) yield fault('attributes', `must be at most ${maxEntries} texts`);
}

/**
 * What is wrong with what is said of a client; empty if nothing is.
 *
 * @see RFC 7591 §2
 */
export function findDescriptionFaults({ description }: Pick<Client, 'description'>): readonly ClientFieldFault[] {
  const [first] = memberFaults(description);
  if (first !== undefined) return [first];
  const isTooLong = JSON.stringify(description).length > maxTotalLength;
  return isTooLong ? [fault('client_description', `and the like must not be longer than ${maxTotalLength} characters`)] : [];
}
