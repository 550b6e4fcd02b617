import Type from 'typebox';
import { defaultName } from '../../../engine/clients/default-name.ts';
import type { ClientDescription } from '../../../engine/model/client-description.ts';
import { parseObject } from '../../../protocol/jose/parse-object.ts';
import { applicationTypeWords } from '../schemas/words.ts';
import { type ClientMember, described, flag, readTagged, saying, setting, taggedValue, text, texts, writeTagged } from './shown-client.ts';

type TextField = 'summary' | 'clientUri' | 'tosUri' | 'policyUri' | 'softwareId' | 'softwareVersion' | 'developer' | 'loginUri';
type TaggedField = 'names' | 'summaries' | 'logoUris' | 'clientUris' | 'tosUris' | 'policyUris';

const words = (name: string, description: string, field: string, key: TextField): ClientMember =>
  saying(
    name,
    text(description),
    field,
    (said: ClientDescription) => said[key],
    (value) => ({ [key]: value }),
  );

const tagged = (name: string, description: string, field: string, key: TaggedField): ClientMember =>
  saying(
    name,
    Type.Array(taggedValue, { description }),
    field,
    (said: ClientDescription) => writeTagged(said[key]),
    (values) => ({ [key]: readTagged(values) }),
  );

/** One spelling of a JSON object; an empty one says nothing. Text that is none is left for the engine to judge. */
function spellObject(json: string): string | undefined {
  const object = parseObject(json);
  if (object === undefined) return json;
  return Object.keys(object).length === 0 ? undefined : JSON.stringify(object);
}

/** What people may know of the client, and what its owners note of it. */
export const descriptionMembers: readonly ClientMember[] = [
  setting(
    'clientName',
    text('Its name on the consent page; 64 characters at most.'),
    'name',
    ({ name, clientId }) => (name === defaultName(clientId) ? undefined : name),
    (name) => ({ name }),
  ),
  tagged('clientNames', 'Its name by language.', 'client_name#', 'names'),
  words('description', 'What it is.', 'client_description', 'summary'),
  tagged('descriptions', 'What it is, by language.', 'client_description#', 'summaries'),
  setting(
    'logoUri',
    text('Its logo on the consent page.'),
    'icon',
    ({ icon }) => icon || undefined,
    (icon) => ({ icon }),
  ),
  tagged('logoUris', 'Its logo by language.', 'logo_uri#', 'logoUris'),
  words('clientUri', 'Its home page.', 'client_uri', 'clientUri'),
  tagged('clientUris', 'Its home page by language.', 'client_uri#', 'clientUris'),
  words('tosUri', 'Its terms of service.', 'tos_uri', 'tosUri'),
  tagged('tosUris', 'Its terms of service by language.', 'tos_uri#', 'tosUris'),
  words('policyUri', 'Its privacy policy.', 'policy_uri', 'policyUri'),
  tagged('policyUris', 'Its privacy policy by language.', 'policy_uri#', 'policyUris'),
  saying(
    'contacts',
    texts('Whom to write to.'),
    'contacts',
    ({ contacts }) => contacts,
    (contacts) => ({ contacts: contacts.length === 0 ? undefined : contacts }),
  ),
  words('softwareId', 'Which software it is (RFC 7591 §2).', 'software_id', 'softwareId'),
  words('softwareVersion', 'Which version of it.', 'software_version', 'softwareVersion'),
  words('developer', 'Who made it, as you know them; lists can be asked for by it.', 'developer', 'developer'),
  words('loginUri', 'Where a sign-in may be started by somebody else.', 'initiate_login_uri', 'loginUri'),
  saying(
    'applicationType',
    described(applicationTypeWords.schema, 'Whether it runs on a web server, or on devices. It is kept and told.'),
    'application_type',
    ({ applicationType }) => applicationType && applicationTypeWords.toWord(applicationType),
    (word) => ({ applicationType: word === 'NATIVE' ? 'native' : 'web' }),
  ),
  saying(
    'mtlsEndpointAliasesUsed',
    flag('Whether it prefers the endpoints in `mtlsEndpointAliases` of the service. It is kept and told.'),
    'use_mtls_endpoint_aliases',
    ({ mtlsEndpointAliasesUsed = false }) => mtlsEndpointAliasesUsed,
    (value) => ({ mtlsEndpointAliasesUsed: value || undefined }),
  ),
  saying(
    'attributes',
    Type.Array(Type.Object({ key: Type.String(), value: Type.String() }), { description: 'What you note of it: `[{"key":…,"value":…}]`.' }),
    'attributes',
    ({ attributes }) => attributes?.map(({ name, value }) => ({ key: name, value })),
    (pairs) => ({ attributes: pairs.length === 0 ? undefined : pairs.map(({ key, value }) => ({ name: key, value })) }),
  ),
  saying(
    'customMetadata',
    text('Metadata of names that `supportedCustomClientMetadata` of the service has: the text of a JSON object.'),
    'custom_metadata',
    ({ customMetadata }) => customMetadata,
    (customMetadata) => ({ customMetadata: spellObject(customMetadata) }),
  ),
];
