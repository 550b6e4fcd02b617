import Type from 'typebox';
import { currentAttestationChallenge } from '../../../engine/attestation/attestation-challenge.ts';
import { offerDpopNonce } from '../../offer-dpop-nonce.ts';
import type { OAuthEndpoint } from '../endpoint.ts';

/** Where client instances get the challenge for their first proof. */
export const challengeEndpoint: OAuthEndpoint = {
  name: 'getAttestationChallenge',
  method: 'POST',
  paths: ['/oauth2/challenge'],
  spec: 'draft-ietf-oauth-attestation-based-client-auth-11 §6.3',
  summary: 'Get a challenge for the proof beside a client attestation, and a DPoP nonce where those are demanded.',
  crossOrigin: true,
  security: 'none',
  answers: {
    200: {
      description: 'What to put into `challenge`. It is good for a minute at least, on every node.',
      body: Type.Object({ attestation_challenge: Type.String() }, { $id: 'AttestationChallenge' }),
    },
  },
  async handle({ context, service, reply }) {
    const { engine } = context.rooms;
    offerDpopNonce(engine, service, reply);
    return reply.send({ attestation_challenge: currentAttestationChallenge(engine, service.id, engine.clock()) });
  },
};
