import { encodeRegistration } from '../../../engine/registration/encode-registration.ts';
import { registerClient } from '../../../engine/registration/register-client.ts';
import { actorOf } from '../../api/actor.ts';
import { requestFacts } from '../../request-facts.ts';
import { readAuthorization } from '../../tokens.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { limitRegistrations } from '../limit-registrations.ts';
import { clientMetadataBody, registrationBody } from '../registration-schemas.ts';
import { registrationUri } from '../registration-uri.ts';

/** The client registration endpoint. */
export const registrationEndpoint: OAuthEndpoint = {
  name: 'registerClient',
  method: 'POST',
  paths: ['/oauth2/register'],
  spec: 'RFC 7591 §3',
  summary: 'Register an application; with an initial access token, if the operator demands one.',
  crossOrigin: true,
  security: 'bearer',
  json: clientMetadataBody,
  answers: {
    201: { description: 'The application as it was registered.', body: registrationBody },
    401: { description: 'An initial access token is needed.' },
    429: { description: 'Too many registrations from your network.' },
  },
  async handle({ context, service, request, reply }) {
    const { rooms } = context;
    const retryAfter = await limitRegistrations(rooms.identity, service, request.ip);
    if (retryAfter !== undefined) {
      context.onDecision('registerClient', 'refuse', 'temporarily_unavailable');
      return reply
        .code(429)
        .header('retry-after', retryAfter)
        .send({ error: 'temporarily_unavailable', error_description: 'Too many registrations from your network. Try again later.' });
    }
    const decision = await registerClient(rooms.engine, {
      service,
      json: typeof request.body === 'string' ? request.body : '',
      token: readAuthorization(request.headers.authorization)?.token,
    });
    switch (decision.action) {
      case 'created': {
        const { client } = decision;
        context.onDecision('registerClient', 'created', '');
        rooms.identity.audit.record({
          event: 'app_registered',
          ...actorOf(undefined, requestFacts(request)),
          target: `app:${client.clientId}`,
          details: { name: client.name },
        });
        return reply.code(201).send(encodeRegistration(service, decision, registrationUri(rooms, service, client.clientId)));
      }
      case 'refuse':
        throw decision.error;
    }
  },
};
