import { formatCredential } from '../../protocol/credential.ts';
import { findRepeated } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { after } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { discoverRequestingClient } from '../cimd/discover-requesting-client.ts';
import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { type Refusal, refuse } from '../decision.ts';
import { deviceCode } from '../grants/device-code.ts';
import type { Client } from '../model/client.ts';
import type { DeviceAuthorization } from '../model/device-authorization.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { mintDeviceCode } from '../token/fresh-token.ts';
import { judgeDeviceRequest } from './judge-device-request.ts';
import { makeUserCode } from './user-code.ts';

/** The device may wait, and show its user code. */
export interface AuthorizedDevice {
  readonly action: 'authorized';
  /** What the device polls with. */
  readonly deviceCode: string;
  readonly userCode: string;
  readonly device: DeviceAuthorization;
  readonly service: Service;
  readonly client: Client;
  readonly changes: readonly EngineChange[];
}

/** What the device authorization endpoint will do, said before it is done. */
export type DeviceDecision = AuthorizedDevice | Refusal;

async function decideDevice(engine: Engine, request: ClientRequest): Promise<DeviceDecision> {
  const { service, parameters } = request;
  const repeated = findRepeated(parameters, ['resource']);
  if (repeated !== undefined)
    return refuse(new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`, 'repeated parameter'));
  const discoveryError = await discoverRequestingClient(engine, request);
  if (discoveryError !== undefined) return refuse(discoveryError);
  const now = engine.clock();
  const authenticated = await authenticateClient(engine, request, now);
  if (authenticated instanceof OAuthError) return refuse(authenticated);
  const { client, changes } = authenticated;
  if (!client.grantTypes.includes(deviceCode.name))
    return refuse(new OAuthError('unauthorized_client', 'This client may not use this grant type.'), changes);
  const asked = judgeDeviceRequest(service, client, parameters);
  if (asked instanceof OAuthError) return refuse(asked, changes);

  const { deviceRules } = service;
  const { credential, secretHash } = mintDeviceCode(engine);
  const userCode = makeUserCode(engine.mint, deviceRules);
  const device: DeviceAuthorization = {
    id: credential.id,
    secretHash,
    serviceId: service.id,
    clientNumber: client.number,
    userCode,
    ...asked,
    interval: deviceRules.pollingInterval,
    lastPolledAt: undefined,
    outcome: undefined,
    createdAt: now,
    expiresAt: after(now, deviceRules.codeLifetime),
  };
  return {
    action: 'authorized',
    deviceCode: formatCredential(credential),
    userCode,
    device,
    service,
    client,
    changes: [{ change: 'insert_device_authorization', device }, ...changes],
  };
}

/**
 * Takes a device's request. A user code that is taken is a conflict, and the next one is tried.
 *
 * @see RFC 8628 §3.1, §3.2, §6.1
 */
export function authorizeDevice(engine: Engine, request: ClientRequest): Promise<DeviceDecision> {
  return settle(engine, () => decideDevice(engine, request));
}
