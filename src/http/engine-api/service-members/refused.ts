import Type, { type TSchema } from 'typebox';
import { refusedMember } from '../member-table.ts';
import type { ServiceMember } from './service-member.ts';

const about = { description: 'Not supported.' };

const text: TSchema = Type.String(about);
const texts: TSchema = Type.Array(Type.String(), about);
const number: TSchema = Type.Integer(about);
const yesOrNo: TSchema = Type.Boolean(about);
const object: TSchema = Type.Object({}, about);
const objects: TSchema = Type.Array(Type.Object({}), about);

/** Members of this interface that stand for what services do not have, by type. */
const names: readonly (readonly [schema: TSchema, names: readonly string[]])[] = [
  [
    yesOrNo,
    [
      'directAuthorizationEndpointEnabled',
      'directTokenEndpointEnabled',
      'directRevocationEndpointEnabled',
      'directIntrospectionEndpointEnabled',
      'directJwksEndpointEnabled',
      'directUserInfoEndpointEnabled',
      'traditionalRequestObjectProcessingApplied',
      'backchannelUserCodeParameterSupported',
      'backchannelBindingMessageRequiredInFapi',
      'frontChannelRequestObjectEncryptionRequired',
      'requestObjectEncryptionAlgMatchRequired',
      'requestObjectEncryptionEncMatchRequired',
      'hsmEnabled',
      'grantManagementActionRequired',
      'accessTokenForExternalAttachmentEmbedded',
      'federationEnabled',
      'rsResponseSigned',
      'verifiableCredentialsEnabled',
      'preAuthorizedGrantAnonymousAccessSupported',
      'nativeSsoSupported',
    ],
  ],
  [
    text,
    [
      'tokenBatchNotificationEndpoint',
      'developerAuthenticationCallbackEndpoint',
      'developerAuthenticationCallbackApiKey',
      'developerAuthenticationCallbackApiSecret',
      'authenticationCallbackEndpoint',
      'authenticationCallbackApiKey',
      'authenticationCallbackApiSecret',
      'resourceSignatureKeyId',
      'backchannelAuthenticationEndpoint',
      'verifiedClaimsValidationSchemaSet',
      'grantManagementEndpoint',
      'federationJwks',
      'federationSignatureKeyId',
      'federationRegistrationEndpoint',
      'organizationName',
      'predefinedTransformedClaims',
      'signedJwksUri',
      'credentialJwksUri',
      'credentialJwks',
      'oid4vciVersion',
    ],
  ],
  [
    texts,
    [
      'supportedSnses',
      'supportedServiceProfiles',
      'supportedBackchannelTokenDeliveryModes',
      'supportedTrustFrameworks',
      'supportedEvidence',
      'supportedIdentityDocuments',
      'supportedVerificationMethods',
      'supportedVerifiedClaims',
      'authorityHints',
      'supportedAttachments',
      'supportedDigestAlgorithms',
      'supportedDocuments',
      'supportedDocumentsMethods',
      'supportedDocumentsValidationMethods',
      'supportedDocumentsVerificationMethods',
      'supportedElectronicRecords',
      'supportedClientRegistrationTypes',
      'supportedDocumentsCheckMethods',
    ],
  ],
  [
    number,
    [
      'backchannelAuthReqIdDuration',
      'backchannelPollingInterval',
      'federationConfigurationDuration',
      'cnonceDuration',
      'credentialOfferDuration',
      'credentialTransactionDuration',
      'credentialDuration',
      'userPinLength',
    ],
  ],
  [objects, ['snsCredentials', 'hsks', 'trustAnchors']],
  [object, ['credentialIssuerMetadata']],
];

/** What is refused unless it says nothing: better that than a service that is not what its owner thinks. */
export const refusedMembers: readonly ServiceMember[] = names.flatMap(([schema, list]) => list.map((name) => refusedMember(name, schema)));
