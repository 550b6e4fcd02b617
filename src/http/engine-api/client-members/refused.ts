import type { TSchema } from 'typebox';
import type { ClientInput } from '../../../engine/clients/client-input.ts';
import { refusedMember } from '../member-table.ts';
import { type ClientMember, count, flag, type ShownClient, text, texts } from './shown-client.ts';

const refuse = (schema: TSchema, ...names: readonly string[]): readonly ClientMember[] =>
  names.map((name) => refusedMember<ShownClient, ClientInput>(name, schema));

/** Members of features that we do not have. */
export const refusedMembers: readonly ClientMember[] = [
  ...refuse(
    text('Not supported: encryption.'),
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
    flag('Not supported: encryption.'),
    'frontChannelRequestObjectEncryptionRequired',
    'requestObjectEncryptionAlgMatchRequired',
    'requestObjectEncryptionEncMatchRequired',
    'credentialResponseEncryptionRequired',
  ),
  ...refuse(text('Not supported: backchannel authentication.'), 'bcDeliveryMode', 'bcNotificationEndpoint', 'bcRequestSignAlg'),
  ...refuse(flag('Not supported: backchannel authentication.'), 'bcUserCodeRequired'),
  ...refuse(text('Not supported: federation.'), 'organizationName', 'signedJwksUri', 'entityId', 'trustAnchorId'),
  ...refuse(texts('Not supported: federation.'), 'trustChain', 'clientRegistrationTypes'),
  ...refuse(count('Not supported: federation.'), 'trustChainExpiresAt', 'trustChainUpdatedAt'),
  ...refuse(flag('Not supported: federation.'), 'automaticallyRegistered', 'explicitlyRegistered'),
  ...refuse(text('Not supported: verifiable credentials.'), 'credentialOfferEndpoint'),
  ...refuse(flag('Not supported: HTTP message signatures.'), 'rsRequestSigned'),
  ...refuse(text('Not supported: HTTP message signatures.'), 'rsSignedRequestKeyId'),
  ...refuse(text('Not supported: grant management.'), 'digestAlgorithm'),
  ...refuse(flag('Not supported: bringing tokens along.'), 'inScopeForTokenMigration'),
];

/** Members that are ours to say, and that we never have anything to say of. What is sent of them is left aside. */
export const unsaidMembers: readonly ClientMember[] = [
  { name: 'registrationAccessTokenHash', schema: text('The hash of the token that it manages its registration by: kept to ourselves.') },
];
