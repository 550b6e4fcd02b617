import { defineOperation, type Operation } from '../operation.ts';
import { encodeWebhook, webhookBody } from './webhook-body.ts';
import { webhookNotFound, webhookParams } from './webhook-input.ts';

/** Shows one endpoint. */
export const getWebhook: Operation = defineOperation({
  name: 'getWebhook',
  method: 'GET',
  path: '/api/v2/webhooks/{webhook}',
  tag: 'Webhooks',
  summary: 'Get a webhook.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: webhookParams,
  answers: { 200: { description: 'The webhook.', body: webhookBody } },
  async run({ params, rooms: { webhooks } }) {
    const endpoint = await webhooks.facts.findEndpoint(params.webhook);
    if (endpoint === undefined) throw webhookNotFound();
    return { status: 200, body: encodeWebhook(endpoint) };
  },
});
