import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Service } from '../../../engine/model/service.ts';
import { encodeRegistration } from '../../../engine/registration/encode-registration.ts';
import type { ManagementRequest } from '../../../engine/registration/find-registered.ts';
import { deleteRegistration, findRegistration } from '../../../engine/registration/manage-registration.ts';
import { updateRegistration } from '../../../engine/registration/update-registration.ts';
import { readAuthorization } from '../../tokens.ts';
import type { OAuthEndpoint } from '../endpoint.ts';
import { registrationBody } from '../registration-schemas.ts';
import { registrationUri } from '../registration-uri.ts';

const readRequest = (service: Service, request: FastifyRequest): ManagementRequest => ({
  service,
  clientId: (request.params as { clientId: string }).clientId, // the routes have the parameter
  token: readAuthorization(request.headers.authorization)?.token,
});

const shared = {
  paths: ['/oauth2/clients/{clientId}'],
  crossOrigin: true,
  security: 'bearer',
  params: Type.Object({ clientId: Type.String() }),
} as const;

const notAllowed = { 401: { description: 'The registration access token is not one of this application.' } };

/** Reads a registration. */
export const getRegistrationEndpoint: OAuthEndpoint = {
  ...shared,
  name: 'getRegistration',
  method: 'GET',
  spec: 'RFC 7592 §2.1',
  summary: 'What is registered of an application, by its registration access token.',
  answers: { 200: { description: 'The registration.', body: registrationBody }, ...notAllowed },
  async handle({ context: { rooms }, service, request, reply }) {
    const decision = await findRegistration(rooms.engine, readRequest(service, request));
    switch (decision.action) {
      case 'found':
        return reply.send(encodeRegistration(service, decision, registrationUri(rooms, service, decision.client.clientId)));
      case 'refuse':
        throw decision.error;
    }
  },
};

/** Replaces a registration. */
export const updateRegistrationEndpoint: OAuthEndpoint = {
  ...shared,
  name: 'updateRegistration',
  method: 'PUT',
  spec: 'RFC 7592 §2.2',
  summary: 'Replace what is registered of an application; what is left out gets its default.',
  json: registrationBody,
  answers: { 200: { description: 'The registration as it is now.', body: registrationBody }, ...notAllowed },
  async handle({ context, service, request, reply }) {
    const { rooms } = context;
    const json = typeof request.body === 'string' ? request.body : '';
    const decision = await updateRegistration(rooms.engine, { ...readRequest(service, request), json });
    switch (decision.action) {
      case 'updated':
        context.onDecision('updateRegistration', 'updated', '');
        return reply.send(encodeRegistration(service, decision, registrationUri(rooms, service, decision.client.clientId)));
      case 'refuse':
        throw decision.error;
    }
  },
};

/** Ends a registration. */
export const deleteRegistrationEndpoint: OAuthEndpoint = {
  ...shared,
  name: 'deleteRegistration',
  method: 'DELETE',
  spec: 'RFC 7592 §2.3',
  summary: 'End an application, with all that it was given.',
  answers: { 204: { description: 'It is gone.' }, ...notAllowed },
  async handle({ context, service, request, reply }) {
    const decision = await deleteRegistration(context.rooms.engine, readRequest(service, request));
    switch (decision.action) {
      case 'deleted':
        context.onDecision('deleteRegistration', 'deleted', '');
        return reply.code(204).send();
      case 'refuse':
        throw decision.error;
    }
  },
};
