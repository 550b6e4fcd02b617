import Type from 'typebox';
import { redeemDeviceCode } from '../../../broker/connect/device/redeem-device-code.ts';
import { Secret } from '../../../protocol/secret.ts';
import { actorOf } from '../actor.ts';
import { ApiError } from '../api-error.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { providerParams } from './bodies.ts';
import { getProvider, noDeviceFlow } from './get-provider.ts';

/** Tries once to redeem a device code. The caller does the waiting. */
export const linkExternalAuthDevice: Operation = defineOperation({
  name: 'linkExternalAuthDevice',
  method: 'POST',
  path: '/api/v2/external-auth/{externalauth}/device',
  tag: 'External auth',
  summary: 'Link your account with a code that was typed at the provider.',
  description:
    'Asks the provider once. If it refuses, `detail` is its error code: after `authorization_pending` ask again in `interval` seconds, after `slow_down` in five more (RFC 8628 §3.5); with `Retry-After` the provider was in trouble, and the code lives; any other ends the attempt.',
  authorization: { who: 'user', scope: 'external_auth:update' },
  params: providerParams,
  body: Type.Object({
    device_code: Type.String({ minLength: 1, maxLength: 4096 }),
    another: Type.Optional(Type.Boolean({ description: 'Link it beside your other accounts, without making it the default.' })),
  }),
  answers: { 204: { description: 'The account is linked.' } },
  async run({ caller, params, body, request, rooms }) {
    const provider = getProvider(rooms, params.externalauth);
    const outcome = await redeemDeviceCode(rooms.broker, provider, {
      userId: callingUser(caller).user.id,
      deviceCode: new Secret(body.device_code),
      another: body.another ?? false,
    });
    switch (outcome.outcome) {
      case 'unsupported':
        throw noDeviceFlow(provider);
      case 'refused':
        throw new ApiError(400, `${provider.displayName} did not issue a token.`, {
          detail: outcome.code ?? outcome.words,
          ...(outcome.mayPass ? { headers: { 'retry-after': '5' } } : {}),
        });
      case 'linked':
        rooms.identity.audit.record({
          event: 'connection_linked',
          ...actorOf(caller, request),
          target: `provider:${provider.id}`,
          details: { connection: outcome.connectionId },
        });
        return { status: 204 };
    }
  },
});
