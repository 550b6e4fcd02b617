import Type from 'typebox';
import { revokeClientGrants } from '../../../engine/revoke/revoke-client-grants.ts';
import { OAuthError } from '../../../protocol/oauth-error.ts';
import { actorOf } from '../../api/actor.ts';
import { bearerChallenge, possessionChallenge } from '../../api/challenge.ts';
import { coversScope } from '../../api/scopes.ts';
import { identify } from '../../identify.ts';
import { offerDpopNonce } from '../../offer-dpop-nonce.ts';
import { requestFacts } from '../../request-facts.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { readQuery } from '../read-form.ts';

/** Seed 003's “revoke all tokens of an application”, for the user who calls. */
export const deleteTokensEndpoint: OAuthEndpoint = {
  name: 'deleteTokens',
  method: 'DELETE',
  paths: ['/oauth2/tokens', '/oauth2/token'],
  spec: 'Seed 003, “Revoke Access”',
  summary: 'End everything an application has of you, on all devices.',
  crossOrigin: false,
  security: 'bearer',
  query: Type.Object({ client_id: Type.String() }),
  answers: { 204: { description: 'Nothing of it is good any more.' }, 401: { description: 'You are not signed in.' } },
  async handle({ context, service, request, reply }) {
    const { rooms } = context;
    const identification = await identify(rooms, request, true);
    if (identification.caller === undefined && identification.reason === 'not_proven') {
      offerDpopNonce(rooms.engine, service, reply).header('www-authenticate', possessionChallenge(rooms.accessUrl, identification));
      return reply.code(401).send({ error: identification.error.code, error_description: identification.error.message });
    }
    const { caller } = identification;
    if (caller?.kind !== 'user') {
      reply.header('www-authenticate', bearerChallenge(rooms.accessUrl));
      return reply.code(401).send({ error: 'invalid_token', error_description: 'You are not signed in.' });
    }
    if (!coversScope(caller.scopes, 'oauth2_app:update'))
      throw new OAuthError('insufficient_scope', 'The scope oauth2_app:update is needed.');
    const [clientId] = readQuery(request).get('client_id') ?? [];
    if (clientId === undefined) throw new OAuthError('invalid_request', 'The parameter client_id is missing.');
    const decision = await revokeClientGrants(rooms.engine, { service, clientId, subject: caller.user.id });
    switch (decision.action) {
      case 'done':
        context.onDecision('deleteTokens', 'done', '');
        rooms.identity.audit.record({ event: 'grant_revoked', ...actorOf(caller, requestFacts(request)), target: `app:${clientId}` });
        return reply.code(204).send();
      case 'refuse':
        throw decision.error;
    }
  },
};
