import Type from 'typebox';
import { authorizeDevice } from '../../../../engine/device/authorize-device.ts';
import { encodeDeviceResponse } from '../../../../engine/device/encode-device-response.ts';
import { getParameter } from '../../../../protocol/form.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { verificationPath } from '../../../oauth/endpoints/device-authorization.ts';
import { type EngineAnswer, type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { explainCodes } from '../../explanations/explain-codes.ts';
import { refusalAction, refusedResult, resultOf } from '../../oauth-result.ts';
import { type Offers, offersOf } from '../../offers.ts';
import { readClientCall } from '../../read-client-call.ts';
import type { ResultCodes } from '../../result-codes.ts';
import { clientMembers } from '../../schemas/client-members.ts';
import { cimdOptions } from '../../schemas/members.ts';
import { clientAuthMethodWords } from '../../schemas/words.ts';
import { describeDevice } from './describe-device.ts';

const codes: ResultCodes = { area: '220', byReason: {} };

const refused = (error: OAuthError, { attestationChallenge }: Offers): EngineAnswer => ({
  body: { ...refusedResult(codes, error), action: refusalAction(error, 'UNAUTHORIZED'), attestationChallenge },
});

/** Processes a device authorization request. */
export const authorizeDeviceOperation: EngineOperation = serviceOperation({
  name: 'deviceAuthorizationApi',
  method: 'POST',
  path: '/device/authorization',
  command: ['device-flow', 'authorization'],
  summary: 'Process a device authorization request.',
  description: 'Takes the form that a client sent to your device authorization endpoint (RFC 8628), and makes the codes.',
  right: 'use_service',
  takesForms: true,
  body: Type.Object({
    ...clientMembers,
    // Empty where the client names itself in a header, and asks for its default scopes.
    parameters: Type.String({ description: 'The form that the client sent, as it came.' }),
    cimdOptions: Type.Optional(cimdOptions),
  }),
  refusals: explainCodes(codes),
  example: { parameters: 'scope=read', clientId: 'my-client', clientSecret: 'my-secret' },
  async run(call) {
    const { rooms, body } = call;
    const offers = offersOf(call);
    const request = readClientCall(call, '/oauth2/device');
    if (request instanceof OAuthError) return refused(request, offers);
    const decision = await authorizeDevice(rooms.engine, request);
    if (decision.action === 'refuse') return refused(decision.error, offers);
    const response = encodeDeviceResponse(decision, rooms.accessUrl + verificationPath);
    const named = body.clientId === undefined ? getParameter(request.parameters, 'client_id') : String(body.clientId);
    return {
      body: {
        ...resultOf('A220001', 'The device may wait, and show its user code.'),
        action: 'OK',
        responseContent: JSON.stringify(response),
        deviceCode: response.device_code,
        userCode: response.user_code,
        verificationUri: response.verification_uri,
        verificationUriComplete: response.verification_uri_complete,
        expiresIn: response.expires_in,
        interval: response.interval,
        ...describeDevice(decision),
        clientIdAliasUsed: named !== undefined && named !== String(decision.client.number),
        clientAuthMethod: clientAuthMethodWords.toWord(decision.client.tokenEndpointAuthMethod),
        attestationChallenge: offers.attestationChallenge,
      },
    };
  },
});
