import Type from 'typebox';
import { updateEndpoint } from '../../../broker/webhooks/manage-endpoints.ts';
import { actorOf } from '../actor.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeWebhook, webhookBody } from './webhook-body.ts';
import { decodeWebhookInput, webhookFields, webhookParams, webhookRefused } from './webhook-input.ts';

/** Changes an endpoint. */
export const updateWebhook: Operation = defineOperation({
  name: 'updateWebhook',
  method: 'PATCH',
  path: '/api/v2/webhooks/{webhook}',
  tag: 'Webhooks',
  summary: 'Change a webhook. What is left out stays.',
  description: 'Enabling one that was disabled forgives its failures, and sends what it was still to be told.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: webhookParams,
  body: Type.Object({ url: Type.Optional(Type.String()), ...webhookFields }, { $id: 'WebhookChange' }),
  answers: { 200: { description: 'The webhook.', body: webhookBody } },
  async run({ params, body, caller, request, rooms: { webhooks, identity } }) {
    const decision = await updateEndpoint(webhooks, params.webhook, decodeWebhookInput(body));
    if (decision.action !== 'saved') throw webhookRefused(decision);
    const { endpoint } = decision;
    identity.audit.record({
      event: 'webhook_updated',
      ...actorOf(caller, request),
      target: `webhook:${endpoint.id}`,
      details: { url: endpoint.url, enabled: endpoint.disabled === undefined },
    });
    return { status: 200, body: encodeWebhook(endpoint) };
  },
});
