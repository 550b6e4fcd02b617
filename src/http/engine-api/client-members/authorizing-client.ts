import type { TObject } from 'typebox';
import type { Client } from '../../../engine/model/client.ts';
import { describeMembers, schemaOfMembers } from '../member-table.ts';
import { clientMembers } from './registry.ts';

/** The members of a client that matter when a person is asked: those of `client_limited_authorization`. */
const names: ReadonlySet<string> = new Set([
  ...['number', 'serviceNumber', 'clientId', 'clientIdAlias', 'clientIdAliasEnabled', 'clientType', 'clientSource', 'entityId'],
  ...['clientName', 'clientNames', 'description', 'descriptions', 'logoUri', 'logoUris', 'tosUri', 'tosUris', 'policyUri', 'policyUris'],
  ...['defaultMaxAge', 'authTimeRequired', 'createdAt', 'modifiedAt', 'locked', 'inScopeForTokenMigration', 'mtlsEndpointAliasesUsed'],
  ...['tlsClientCertificateBoundAccessTokens', 'dpopRequired', 'singleAccessTokenPerSubject', 'pkceRequired', 'pkceS256Required'],
  ...['parRequired', 'requestObjectRequired', 'rsRequestSigned', 'bcUserCodeRequired', 'credentialResponseEncryptionRequired'],
  ...['frontChannelRequestObjectEncryptionRequired', 'requestObjectEncryptionAlgMatchRequired', 'requestObjectEncryptionEncMatchRequired'],
  ...['dynamicallyRegistered', 'automaticallyRegistered', 'explicitlyRegistered', 'trustChainExpiresAt', 'trustChainUpdatedAt'],
  ...['metadataDocumentLocation', 'metadataDocumentExpiresAt', 'metadataDocumentUpdatedAt', 'discoveredByMetadataDocument'],
]);

const members = clientMembers.filter(({ name }) => names.has(name));

/** A client, as far as a front end needs it to ask a person. */
export const authorizingClient: TObject = schemaOfMembers(members, 'EngineAuthorizingClient');

/** Shows as much of a client as a front end needs to ask a person for it. */
export const describeAuthorizingClient = (client: Client): Readonly<Record<string, unknown>> =>
  describeMembers(members, { client, clientSecret: undefined });
