import Type from 'typebox';
import { pushAuthorizationRequest } from '../../../engine/authorize/push-request.ts';
import { offerAttestationChallenge } from '../../offer-attestation-challenge.ts';
import { offerDpopNonce } from '../../offer-dpop-nonce.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { readClientRequest } from '../read-form.ts';

/** The pushed authorization request endpoint. */
export const pushedAuthorizationRequestEndpoint: OAuthEndpoint = {
  name: 'pushAuthorizationRequest',
  method: 'POST',
  paths: ['/oauth2/par'],
  spec: 'RFC 9126 §2',
  summary: 'Push an authorization request, and get a request_uri for the browser.',
  crossOrigin: true,
  security: 'client',
  form: Type.Object({
    response_type: Type.Optional(Type.String({ description: 'Always `code`.' })),
    redirect_uri: Type.Optional(Type.String()),
    scope: Type.Optional(Type.String()),
    state: Type.Optional(Type.String()),
    resource: Type.Optional(Type.String()),
    code_challenge: Type.Optional(Type.String()),
    code_challenge_method: Type.Optional(Type.String({ description: 'Always `S256`.' })),
    response_mode: Type.Optional(Type.String()),
    authorization_details: Type.Optional(Type.String({ description: 'A JSON array (RFC 9396).' })),
    request: Type.Optional(
      Type.String({ description: 'The request as a JWT that the client signed (RFC 9101); nothing outside it counts.' }),
    ),
  }),
  answers: {
    201: {
      description: 'What to send the browser with, beside `client_id`.',
      body: Type.Object(
        {
          request_uri: Type.String({ description: 'Good for one decision of the person.' }),
          expires_in: Type.Integer({ description: 'Seconds until the browser must have come.' }),
        },
        { $id: 'PushedRequest', description: 'RFC 9126 §2.2' },
      ),
    },
  },
  async handle({ context, service, request, reply }) {
    offerDpopNonce(context.rooms.engine, service, reply);
    offerAttestationChallenge(context.rooms.engine, service, request, reply);
    const decision = await pushAuthorizationRequest(context.rooms.engine, readClientRequest(context.rooms, service, request));
    switch (decision.action) {
      case 'pushed':
        context.onDecision('pushAuthorizationRequest', 'pushed', '');
        return reply.code(201).send({ request_uri: decision.requestUri, expires_in: decision.expiresIn });
      case 'refuse':
        throw decision.error;
    }
  },
};
