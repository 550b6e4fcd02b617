import Type from 'typebox';
import { createEndpoint } from '../../../broker/webhooks/manage-endpoints.ts';
import { actorOf } from '../actor.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeWebhook, webhookBody } from './webhook-body.ts';
import { decodeWebhookInput, webhookFields, webhookRefused } from './webhook-input.ts';

/** Makes an endpoint. */
export const createWebhook: Operation = defineOperation({
  name: 'createWebhook',
  method: 'POST',
  path: '/api/v2/webhooks',
  tag: 'Webhooks',
  summary: 'Have a URL told of what happens to connections.',
  description: 'Messages are signed as Standard Webhooks says.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  body: Type.Object(
    { url: Type.String({ description: 'https, on a public address unless the operator allows others.' }), ...webhookFields },
    { $id: 'WebhookInput' },
  ),
  answers: {
    201: {
      description: 'The webhook. `secret` is shown this once.',
      body: Type.Object({ webhook: webhookBody, secret: Type.String({ description: '`whsec_` and base64.' }) }),
    },
  },
  async run({ body, caller, request, rooms: { webhooks, identity } }) {
    const decision = await createEndpoint(webhooks, decodeWebhookInput(body), callingUser(caller).user.id);
    if (decision.action !== 'saved') throw webhookRefused(decision);
    const { endpoint } = decision;
    identity.audit.record({
      event: 'webhook_created',
      ...actorOf(caller, request),
      target: `webhook:${endpoint.id}`,
      details: { url: endpoint.url },
    });
    return { status: 201, body: { webhook: encodeWebhook(endpoint), secret: endpoint.secret.reveal() } };
  },
});
