import { testEndpoint } from '../../../broker/webhooks/send-again.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { deliveryBody, encodeDelivery } from './webhook-body.ts';
import { webhookNotFound, webhookParams } from './webhook-input.ts';

/** Sends a test to an endpoint. */
export const testWebhook: Operation = defineOperation({
  name: 'testWebhook',
  method: 'POST',
  path: '/api/v2/webhooks/{webhook}/test',
  tag: 'Webhooks',
  summary: 'Send a webhook an `endpoint.test`.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: webhookParams,
  answers: { 202: { description: 'It is on its way.', body: deliveryBody } },
  async run({ params, rooms: { webhooks } }) {
    const delivery = await testEndpoint(webhooks, params.webhook);
    if (delivery === undefined) throw webhookNotFound();
    return { status: 202, body: encodeDelivery(delivery) };
  },
});
