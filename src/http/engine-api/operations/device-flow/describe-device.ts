import type { Client } from '../../../../engine/model/client.ts';
import type { DeviceAuthorization } from '../../../../engine/model/device-authorization.ts';
import type { Service } from '../../../../engine/model/service.ts';
import { selectClaimNames } from '../../../../engine/oidc/select-claims.ts';
import { describeDetails } from '../../schemas/authorization-details.ts';
import { describeScope } from '../../schemas/describe-scope.ts';

/** A device's request, with whose it is. */
export interface DescribedDevice {
  readonly device: DeviceAuthorization;
  readonly service: Service;
  readonly client: Client;
}

/** What a front end shows the person of a device's request. */
export const describeDevice = ({ device, service, client }: DescribedDevice): Readonly<Record<string, unknown>> => ({
  clientId: client.number,
  clientIdAlias: client.clientId,
  clientName: client.name,
  scopes: service.scopes.filter(({ name }) => device.scopes.includes(name)).map(describeScope),
  claimNames: selectClaimNames({ scopes: device.scopes, demands: { ...device.claimsRequest?.idToken, ...device.claimsRequest?.userinfo } }),
  acrs: device.acrRequest.values.length > 0 ? device.acrRequest.values : undefined,
  resources: device.resources.length > 0 ? device.resources : undefined,
  authorizationDetails: device.authorizationDetails && describeDetails(device.authorizationDetails),
  serviceAttributes: service.description.attributes,
  clientAttributes: client.description.attributes?.map(({ name: key, value }) => ({ key, value })),
});
