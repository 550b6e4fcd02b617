import Type from 'typebox';
import { replayDelivery } from '../../../broker/webhooks/send-again.ts';
import { ApiError } from '../api-error.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { deliveryBody, encodeDelivery } from './webhook-body.ts';

/** Sends a delivery again. */
export const replayWebhookDelivery: Operation = defineOperation({
  name: 'replayWebhookDelivery',
  method: 'POST',
  path: '/api/v2/webhooks/{webhook}/deliveries/{delivery}/replay',
  tag: 'Webhooks',
  summary: 'Send a delivery again, under the same `webhook-id`.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: Type.Object({
    webhook: Type.String({ description: "The endpoint's id." }),
    delivery: Type.String({ description: "The delivery's id." }),
  }),
  answers: { 202: { description: 'It is on its way.', body: deliveryBody } },
  async run({ params, rooms: { webhooks } }) {
    const delivery = await replayDelivery(webhooks, params.webhook, params.delivery);
    if (delivery === undefined) throw new ApiError(404, 'There is no such delivery, or an attempt at it is under way.');
    return { status: 202, body: encodeDelivery(delivery) };
  },
});
