import Type from 'typebox';
import { findWaitingDevice } from '../../../../engine/device/find-waiting-device.ts';
import type { Service } from '../../../../engine/model/service.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { text } from '../../schemas/members.ts';
import { describeDevice } from './describe-device.ts';

/** Says what is behind a user code, for the page that asks the person. */
export const verifyDevice: EngineOperation = serviceOperation({
  name: 'deviceVerificationApi',
  method: 'POST',
  path: '/device/verification',
  command: ['device-flow', 'verification'],
  summary: 'Find the device that waits under a user code.',
  description: 'Case, hyphens and blanks do not matter. Count the tries: codes are short (RFC 8628 §5.1).',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({ userCode: text('What the person typed.') }),
  example: { userCode: '$USER_CODE' },
  async run({ rooms: { engine }, service, body: { userCode } }) {
    const isOurs = ({ id }: Service): boolean => id === service.id;
    const finding = await findWaitingDevice(engine, { userCode, isOurs }, engine.clock());
    switch (finding.found) {
      case 'waiting':
        return {
          body: {
            ...resultOf('A224001', 'A device waits under the user code.'),
            action: 'VALID',
            ...describeDevice(finding),
            expiresAt: finding.device.expiresAt * 1000,
          },
        };
      case 'expired':
        return { body: { ...resultOf('A224602', 'The user code has expired.'), action: 'EXPIRED' } };
      case 'unknown':
        return { body: { ...resultOf('A224601', 'No device waits under the user code.'), action: 'NOT_EXIST' } };
    }
  },
});
