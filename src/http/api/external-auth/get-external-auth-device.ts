import Type from 'typebox';
import { startDeviceFlow } from '../../../broker/connect/device/start-device-flow.ts';
import { ApiError } from '../api-error.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { providerParams } from './bodies.ts';
import { getProvider, noDeviceFlow } from './get-provider.ts';

/** Begins the device flow at a provider. What the provider answered is passed on and not kept. */
export const getExternalAuthDevice: Operation = defineOperation({
  name: 'getExternalAuthDevice',
  method: 'GET',
  path: '/api/v2/external-auth/{externalauth}/device',
  tag: 'External auth',
  summary: 'Get a code to link your account with.',
  description: 'The user opens `verification_uri` and types `user_code`, while `device_code` is posted back every `interval` seconds.',
  authorization: { who: 'user', scope: 'external_auth:update' },
  params: providerParams,
  answers: {
    200: {
      description: "The provider's codes (RFC 8628 §3.2).",
      body: Type.Object({
        device_code: Type.String(),
        user_code: Type.String(),
        verification_uri: Type.String(),
        verification_uri_complete: Type.Optional(Type.String({ description: 'The same with the code in it, if the provider offers one.' })),
        expires_in: Type.Integer(),
        interval: Type.Integer(),
      }),
    },
  },
  async run({ params, rooms }) {
    const provider = getProvider(rooms, params.externalauth);
    const start = await startDeviceFlow(rooms.broker, provider);
    switch (start.outcome) {
      case 'unsupported':
        throw noDeviceFlow(provider);
      case 'failed':
        throw new ApiError(500, `${provider.displayName} did not give a code.`, { detail: start.words });
      case 'started': {
        const { deviceCode, userCode, verificationUri, verificationUriComplete, expiresIn, interval } = start.code;
        const body = {
          device_code: deviceCode.reveal(),
          user_code: userCode,
          verification_uri: verificationUri,
          ...(verificationUriComplete === undefined ? {} : { verification_uri_complete: verificationUriComplete }),
          expires_in: expiresIn,
          interval,
        };
        return { status: 200, body };
      }
    }
  },
});
