import type { Client } from '../../../../engine/model/client.ts';
import type { DeviceAuthorization } from '../../../../engine/model/device-authorization.ts';
import type { Service } from '../../../../engine/model/service.ts';
import { openIdScope } from '../../../../engine/oidc/openid-scopes.ts';
import { selectClaimNames } from '../../../../engine/oidc/select-claims.ts';
import { describeDetails } from '../../schemas/authorization-details.ts';
import { describeScope } from '../../schemas/describe-scope.ts';
import { listed } from '../../unset.ts';

/** Members of an answer. */
type Members = Readonly<Record<string, unknown>>;

/** A device's request, with whose it is. */
export interface DescribedDevice {
  readonly device: DeviceAuthorization;
  readonly service: Service;
  readonly client: Client;
}

/** The client, and where it says what it is, if that is at its id (Client ID Metadata Document). */
const describeAsking = ({ number, clientId, name, source, description }: Client): Members => ({
  clientId: number,
  clientIdAlias: clientId,
  clientName: name,
  clientAttributes: description.attributes?.map((attribute) => ({ key: attribute.name, value: attribute.value })),
  ...(source === 'metadata_document' ? { metadataDocumentLocation: clientId, metadataDocumentUsed: true } : {}),
});

/** The claims that are asked for, by scopes and one by one. */
function claimNamesOf({ scopes, claimsRequest }: DeviceAuthorization): readonly string[] {
  const demands = { ...claimsRequest?.idToken, ...claimsRequest?.userinfo };
  return scopes.includes(openIdScope) ? selectClaimNames({ scopes, demands }) : [];
}

/** What a front end shows the person of a device's request. */
export const describeDevice = ({ device, service, client }: DescribedDevice): Members => ({
  ...describeAsking(client),
  scopes: service.scopes.filter(({ name }) => device.scopes.includes(name)).map(describeScope),
  claimNames: listed(claimNamesOf(device)),
  acrs: listed(device.acrRequest.values),
  resources: listed(device.resources),
  authorizationDetails: device.authorizationDetails && describeDetails(device.authorizationDetails),
  serviceAttributes: service.description.attributes,
});
