import type { Client } from '../../../engine/model/client.ts';
import type { EpochSeconds } from '../../../protocol/units.ts';
import { CallerError } from '../caller-error.ts';
import { clientTypeWords } from '../schemas/words.ts';
import { type ClientMember, count, described, flag, setting, shown, text } from './shown-client.ts';

const sourceWords: Readonly<Record<Client['source'], string>> = {
  static: 'STATIC_REGISTRATION',
  dynamic: 'DYNAMIC_REGISTRATION',
  metadata_document: 'METADATA_DOCUMENT',
};

const toMilliseconds = (at: EpochSeconds | undefined): number | undefined => (at === undefined ? undefined : at * 1000);

function refuseWithoutAlias(isEnabled: boolean): Readonly<Record<string, never>> {
  if (!isEnabled)
    throw new CallerError('wrongMember', 'The member clientIdAliasEnabled cannot be false: every client is known by both ids.');
  return {};
}

/** Which client it is, where it comes from, and whether it is let in. */
export const identityMembers: readonly ClientMember[] = [
  shown('number', count('The number of the client.'), ({ number }) => number),
  shown('serviceNumber', count('The number of its service.'), ({ serviceId }) => serviceId),
  shown('clientId', count('The number of the client: its id in calls of this interface.'), ({ number }) => number),
  shown('clientSecret', text('Its secret, when it is made, and later where its text is kept.'), (_client, { clientSecret }) =>
    clientSecret?.reveal(),
  ),
  setting(
    'clientIdAlias',
    text('Its `client_id` on the wire; the number unless you say otherwise.'),
    'client_id',
    ({ clientId }) => clientId,
    (clientId) => ({ clientId }),
  ),
  setting('clientIdAliasEnabled', flag('Always true: both ids name the client.'), 'client_id', () => true, refuseWithoutAlias),
  setting(
    'clientType',
    described(clientTypeWords.schema, 'Whether it can keep a secret; cannot be changed.'),
    'client_type',
    ({ clientType }) => clientTypeWords.toWord(clientType),
    (word) => ({ clientType: word === 'CONFIDENTIAL' ? 'confidential' : 'public' }),
  ),
  shown('clientSource', text('How it came to be.'), ({ source }) => sourceWords[source]),
  shown('dynamicallyRegistered', flag('Whether it registered itself.'), ({ source }) => source === 'dynamic'),
  shown(
    'discoveredByMetadataDocument',
    flag('Whether its `client_id` is the URL of its metadata.'),
    ({ source }) => source === 'metadata_document',
  ),
  shown('metadataDocumentLocation', text('Where its metadata are.'), ({ source, clientId }) =>
    source === 'metadata_document' ? clientId : undefined,
  ),
  shown('metadataDocumentExpiresAt', count('Until when they are believed, in milliseconds.'), ({ registration }) =>
    toMilliseconds(registration?.document?.expiresAt),
  ),
  shown('metadataDocumentUpdatedAt', count('When they were fetched last, in milliseconds.'), ({ registration }) =>
    toMilliseconds(registration?.document?.readAt),
  ),
  setting(
    'locked',
    flag('Whether it is stopped everywhere, with its tokens. Left out, it stays as it is.'),
    'locked',
    ({ isLocked }) => isLocked,
    (isLocked) => ({ isLocked }),
  ),
  shown('createdAt', count('When it was made, in milliseconds.'), ({ createdAt }) => createdAt * 1000),
  shown('modifiedAt', count('When it was changed last, in milliseconds.'), ({ updatedAt }) => updatedAt * 1000),
];
