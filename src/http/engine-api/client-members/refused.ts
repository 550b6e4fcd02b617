import type { TSchema } from 'typebox';
import type { ClientInput } from '../../../engine/clients/client-input.ts';
import { refusedMember } from '../member-table.ts';
import { type ClientMember, count, flag, type ShownClient, text, texts } from './shown-client.ts';

const refuse = (schema: TSchema, ...names: readonly string[]): readonly ClientMember[] =>
  names.map((name) => refusedMember<ShownClient, ClientInput>(name, schema));

/** Members of features that we do not have. */
export const refusedMembers: readonly ClientMember[] = [
  ...refuse(
    text('Encryption.'),
    'authorizationEncryptionAlg',
    'authorizationEncryptionEnc',
    'requestEncryptionAlg',
    'requestEncryptionEnc',
    'idTokenEncryptionAlg',
    'idTokenEncryptionEnc',
    'userInfoEncryptionAlg',
    'userInfoEncryptionEnc',
  ),
  ...refuse(
    flag('Encryption.'),
    'frontChannelRequestObjectEncryptionRequired',
    'requestObjectEncryptionAlgMatchRequired',
    'requestObjectEncryptionEncMatchRequired',
    'credentialResponseEncryptionRequired',
  ),
  ...refuse(text('Backchannel authentication.'), 'bcDeliveryMode', 'bcNotificationEndpoint', 'bcRequestSignAlg'),
  ...refuse(flag('Backchannel authentication.'), 'bcUserCodeRequired'),
  ...refuse(text('Federation.'), 'organizationName', 'signedJwksUri', 'entityId', 'trustAnchorId'),
  ...refuse(texts('Federation.'), 'trustChain', 'clientRegistrationTypes'),
  ...refuse(count('Federation.'), 'trustChainExpiresAt', 'trustChainUpdatedAt'),
  ...refuse(flag('Federation.'), 'automaticallyRegistered', 'explicitlyRegistered'),
  ...refuse(text('Verifiable credentials.'), 'credentialOfferEndpoint'),
  ...refuse(flag('HTTP message signatures.'), 'rsRequestSigned'),
  ...refuse(text('HTTP message signatures.'), 'rsSignedRequestKeyId'),
  ...refuse(text('Grant management.'), 'digestAlgorithm'),
  ...refuse(flag('Bringing tokens along.'), 'inScopeForTokenMigration'),
];

/** Members that are ours to say, and that we never have anything to say of. What is sent of them is left aside. */
export const unsaidMembers: readonly ClientMember[] = [
  { name: 'registrationAccessTokenHash', schema: text('The hash of the token that it manages its registration by: kept to ourselves.') },
];
