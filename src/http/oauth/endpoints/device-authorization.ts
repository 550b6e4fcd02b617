import Type from 'typebox';
import { authorizeDevice } from '../../../engine/device/authorize-device.ts';
import { encodeDeviceResponse } from '../../../engine/device/encode-device-response.ts';
import { networkOf } from '../../../identity/network-of.ts';
import { type RateLimit, spendAttempts } from '../../../identity/rate-limit.ts';
import { seconds } from '../../../protocol/units.ts';
import { offerAttestationChallenge } from '../../offer-attestation-challenge.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { readClientRequest } from '../read-form.ts';
import { sendTooMany } from '../send-too-many.ts';

/** Where people type user codes, below the URL of the deployment: one page for all services, since no two codes are alike. */
export const verificationPath = '/device';

/** How many codes one network may have made: each is a row, and public clients need no secret to ask for one. */
const starts: RateLimit = { name: 'device_authorizations', limit: 300, window: seconds(60) };

/** The device authorization endpoint. */
export const deviceAuthorizationEndpoint: OAuthEndpoint = {
  name: 'authorizeDevice',
  method: 'POST',
  paths: ['/oauth2/device'],
  spec: 'RFC 8628 §3.1',
  summary: 'Ask for a code that a person types on another device.',
  crossOrigin: true,
  security: 'client',
  form: Type.Object({
    scope: Type.Optional(Type.String()),
    resource: Type.Optional(Type.String()),
    authorization_details: Type.Optional(Type.String({ description: 'A JSON array (RFC 9396).' })),
    acr_values: Type.Optional(Type.String({ description: 'How well the person is to prove who they are: see `acr_values_supported`.' })),
    max_age: Type.Optional(Type.String({ description: 'How many seconds ago the person may have signed in.' })),
    claims: Type.Optional(Type.String({ description: 'Claims that are asked for one by one, as JSON (OpenID Connect Core §5.5).' })),
  }),
  answers: {
    200: {
      description: 'What to show the person, and what to poll the token endpoint with.',
      body: Type.Object(
        {
          device_code: Type.String({ description: 'For the token endpoint. Nobody is to see it.' }),
          user_code: Type.String({ description: 'To show. It is read without case, hyphens and blanks.' }),
          verification_uri: Type.String({ description: 'Where it is typed.' }),
          verification_uri_complete: Type.Optional(Type.String({ description: 'The same with the code in it, for a QR code.' })),
          expires_in: Type.Integer({ description: 'Seconds until the codes end.' }),
          interval: Type.Integer({ description: 'Seconds between two polls.' }),
        },
        { $id: 'DeviceAuthorization', description: 'RFC 8628 §3.2' },
      ),
    },
  },
  async handle({ context, service, request, reply }) {
    const { rooms } = context;
    const limited = await spendAttempts(rooms.identity, [{ limit: starts, subject: networkOf(request.ip) }]);
    if (limited !== undefined) return sendTooMany(reply, 'device codes', limited.retryAfter ?? starts.window);
    offerAttestationChallenge(rooms.engine, service, request, reply);
    const decision = await authorizeDevice(rooms.engine, readClientRequest(rooms, service, request));
    switch (decision.action) {
      case 'authorized':
        context.onDecision('authorizeDevice', 'authorized', '');
        return reply.send(encodeDeviceResponse(decision, rooms.accessUrl + verificationPath));
      case 'refuse':
        throw decision.error;
    }
  },
};
