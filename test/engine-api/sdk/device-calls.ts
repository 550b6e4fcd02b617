import { form, keep, kept, type SdkCall } from './sdk-scene.ts';

/** A device asks, and a person allows it. */
export const deviceCalls: readonly SdkCall[] = [
  [
    'deviceFlow.authorization',
    (scene) =>
      keep(
        scene,
        scene.sdk.deviceFlow.authorization({
          serviceId: scene.serviceId,
          deviceAuthorizationRequest: {
            parameters: form({ scope: 'openid read' }),
            clientId: 'test-client',
            clientSecret: kept(scene, 'clientSecret'),
          },
        }),
        ({ deviceCode, userCode }) => ({ deviceCode, userCode }),
      ),
    { action: 'OK', resultCode: 'A220001', clientIdAlias: 'test-client' },
  ],
  [
    'deviceFlow.verification',
    (scene) =>
      scene.sdk.deviceFlow.verification({ serviceId: scene.serviceId, deviceVerificationRequest: { userCode: kept(scene, 'userCode') } }),
    { action: 'VALID', resultCode: 'A224001' },
  ],
  [
    'deviceFlow.complete',
    (scene) =>
      scene.sdk.deviceFlow.complete({
        serviceId: scene.serviceId,
        deviceCompleteRequest: { userCode: kept(scene, 'userCode'), result: 'AUTHORIZED', subject: 'ann' },
      }),
    { action: 'SUCCESS', resultCode: 'A241001' },
  ],
  [
    'token.process',
    (scene) =>
      scene.sdk.token.process({
        serviceId: scene.serviceId,
        tokenRequest: {
          parameters: form({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: kept(scene, 'deviceCode') }),
          clientId: 'test-client',
          clientSecret: kept(scene, 'clientSecret'),
        },
      }),
    { action: 'OK', subject: 'ann', grantType: 'DEVICE_CODE' },
  ],
];
