import type { FastifyInstance } from 'fastify';
import { readClientCall } from '../client-call.ts';
import type { Engine } from '../engine.ts';
import { devicePage, signInPage } from '../pages.ts';
import { respond } from '../respond.ts';
import { sessionOf } from '../sessions.ts';

/** Devices without a browser ask here, and people answer (RFC 8628). */
export function deviceEndpoints(app: FastifyInstance, { api, serviceId }: Engine): void {
  app.post('/device_authorization', async (request, reply) =>
    respond(reply, await api.deviceFlow.authorization({ serviceId, deviceAuthorizationRequest: readClientCall(request) })),
  );

  app.get('/device', (request, reply) => {
    const { subject } = sessionOf(request, reply);
    return reply.type('text/html; charset=utf-8').send(subject === undefined ? signInPage() : devicePage());
  });

  app.post('/device', async (request, reply) => {
    const { subject } = sessionOf(request, reply);
    const form = new URLSearchParams(String(request.body));
    reply.type('text/html; charset=utf-8');
    if (subject === undefined) return reply.send(signInPage());
    const result = form.get('answer') === 'allow' ? 'AUTHORIZED' : 'ACCESS_DENIED';
    const { action } = await api.deviceFlow.complete({
      serviceId,
      deviceCompleteRequest: { userCode: form.get('user_code') ?? '', result, subject },
    });
    return reply.send(devicePage(action === 'SUCCESS' ? 'Done. Go back to your device.' : 'This code is not right, or too old.'));
  });
}
