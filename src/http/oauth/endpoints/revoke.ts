import Type from 'typebox';
import { revoke } from '../../../engine/revoke/revoke.ts';
import { offerAttestationChallenge } from '../../offer-attestation-challenge.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { readClientRequest } from '../read-form.ts';

/** The revocation endpoint: 200 without a body, whether there was something to revoke or not. */
export const revocationEndpoint: OAuthEndpoint = {
  name: 'revokeToken',
  method: 'POST',
  paths: ['/oauth2/revoke'],
  spec: 'RFC 7009 §2',
  summary: 'Give a token back.',
  crossOrigin: true,
  security: 'client',
  form: Type.Object({ token: Type.String(), token_type_hint: Type.Optional(Type.String()) }),
  answers: { 200: { description: 'The token is not good any more, if it ever was.' } },
  async handle({ context, service, request, reply }) {
    offerAttestationChallenge(context.rooms.engine, service, request, reply);
    const decision = await revoke(context.rooms.engine, readClientRequest(context.rooms, service, request));
    switch (decision.action) {
      case 'done':
        context.onDecision('revokeToken', 'done', '');
        return reply.code(200).send();
      case 'refuse':
        throw decision.error;
    }
  },
};
