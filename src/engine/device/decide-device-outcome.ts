import type { EpochSeconds } from '../../protocol/units.ts';
import type { AuthenticatedSubject } from '../authorize/authorization-request.ts';
import type { EngineChange } from '../changes.ts';
import { reachClient } from '../logout/reach-client.ts';
import type { DeviceRefusal } from '../model/device-authorization.ts';
import type { TokenTerms } from '../model/token-terms.ts';
import type { WaitingDevice } from './find-waiting-device.ts';

/** A person's “yes”. */
export interface DeviceApproval {
  readonly now: EpochSeconds;
  readonly waiting: WaitingDevice;
  /** As the client is told of them. */
  readonly subject: AuthenticatedSubject;
  /** What they allowed. */
  readonly scopes: readonly string[];
  /** What is laid down for the grant's tokens. */
  readonly terms?: TokenTerms | undefined;
  /** Fresh ids. */
  readonly codeId: string;
  readonly grantId: string;
}

/**
 * The writes of a “yes”. What was allowed is kept as codes are, so that whatever ends those ends it too: a client that is withdrawn, a person
 * who logs out. It has no secret of its own: only the device code leads to it.
 */
export function approveWaitingDevice(approval: DeviceApproval): readonly EngineChange[] {
  const { now, waiting, subject, scopes, terms, codeId, grantId } = approval;
  const { device, service, client } = waiting;
  return [
    { change: 'decide_device_authorization', deviceId: device.id, outcome: { outcome: 'approved', codeId } },
    {
      change: 'insert_code',
      code: {
        id: codeId,
        secretHash: '',
        grantId,
        serviceId: service.id,
        clientNumber: client.number,
        subject: subject.subject,
        scopes,
        resources: device.resources,
        authorizationDetails: device.authorizationDetails,
        claimsRequest: device.claimsRequest,
        redirectUri: undefined,
        codeChallenge: undefined,
        nonce: undefined,
        dpopJkt: undefined,
        terms,
        authTime: subject.authTime,
        acr: subject.acr,
        amr: subject.amr,
        sessionId: subject.sessionId,
        createdAt: now,
        expiresAt: device.expiresAt,
        consumedAt: undefined,
      },
    },
    ...reachClient({ scopes, clientNumber: client.number }, service, subject, now),
  ];
}

/** The write of a “no”: the device is told `access_denied`, or `expired_token` if the request only came to nothing. */
export const refuseWaitingDevice = (
  { device }: WaitingDevice,
  outcome: 'denied' | 'failed',
  { description, uri }: DeviceRefusal = {},
): readonly EngineChange[] => [
  {
    change: 'decide_device_authorization',
    deviceId: device.id,
    outcome: { outcome, ...(description === undefined ? {} : { description }), ...(uri === undefined ? {} : { uri }) },
  },
];
