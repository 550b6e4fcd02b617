import Type from 'typebox';
import { encodeTokenResponse } from '../../../engine/token/encode-token-response.ts';
import { processTokenRequest } from '../../../engine/token/process-token-request.ts';
import { getParameter } from '../../../protocol/form.ts';
import { offerAttestationChallenge } from '../../offer-attestation-challenge.ts';
import { offerDpopNonce } from '../../offer-dpop-nonce.ts';
import { requestFacts } from '../../request-facts.ts';
import { findDelegatedGrant } from '../delegated-grants.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { readClientRequest } from '../read-form.ts';
import { recordRefusal } from '../record-refusal.ts';
import { tokenBody } from '../schemas.ts';

/** The token endpoint; `/oauth2/tokens` is seed 003's path. */
export const tokenEndpoint: OAuthEndpoint = {
  name: 'requestToken',
  method: 'POST',
  paths: ['/oauth2/tokens', '/oauth2/token'],
  spec: 'RFC 6749 §3.2',
  summary: 'Exchange a grant for tokens.',
  crossOrigin: true,
  security: 'client',
  form: Type.Object({
    grant_type: Type.String(),
    code: Type.Optional(Type.String()),
    redirect_uri: Type.Optional(Type.String()),
    code_verifier: Type.Optional(Type.String()),
    refresh_token: Type.Optional(Type.String()),
    device_code: Type.Optional(Type.String({ description: 'Of a device that polls (RFC 8628 §3.4).' })),
    scope: Type.Optional(Type.String()),
    resource: Type.Optional(Type.String()),
    authorization_details: Type.Optional(Type.String({ description: 'A JSON array (RFC 9396 §6).' })),
    audience: Type.Optional(Type.String({ description: 'In a token exchange: the id of a provider.' })),
    subject_token: Type.Optional(Type.String({ description: 'In a token exchange: a JWT that a trust policy names.' })),
    subject_token_type: Type.Optional(Type.String()),
    repository: Type.Optional(Type.String({ description: 'In a token exchange: a repository the token is for; may be repeated.' })),
  }),
  answers: { 200: { description: 'Tokens.', body: tokenBody } },
  async handle(call) {
    const { context, service, request, reply } = call;
    const { engine } = context.rooms;
    offerDpopNonce(engine, service, reply);
    offerAttestationChallenge(engine, service, request, reply);
    const clientRequest = readClientRequest(context.rooms, service, request);
    const delegated = findDelegatedGrant(service, context.rooms.serviceId, clientRequest.parameters);
    if (delegated !== undefined) return delegated.handle(call, clientRequest.parameters);
    const decision = await processTokenRequest(engine, clientRequest);
    switch (decision.action) {
      case 'issue': {
        const body = await encodeTokenResponse(engine, decision.issued, engine.clock());
        context.onDecision('requestToken', 'issue', '');
        context.onIssued(getParameter(clientRequest.parameters, 'grant_type') ?? '');
        return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
      }
      case 'refuse':
        recordRefusal(context.rooms.identity.audit, decision, clientRequest.parameters, requestFacts(request));
        throw decision.error;
    }
  },
};
