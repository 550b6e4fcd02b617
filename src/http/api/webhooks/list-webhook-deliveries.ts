import Type from 'typebox';
import { deliveryStates } from '../../../broker/model/webhook.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { deliveryBody, encodeDelivery } from './webhook-body.ts';
import { webhookNotFound, webhookParams } from './webhook-input.ts';

/** Lists what was, and is to be, sent to an endpoint. */
export const listWebhookDeliveries: Operation = defineOperation({
  name: 'listWebhookDeliveries',
  method: 'GET',
  path: '/api/v2/webhooks/{webhook}/deliveries',
  tag: 'Webhooks',
  summary: "List a webhook's deliveries of the last 30 days, newest first.",
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  params: webhookParams,
  query: Type.Object({
    state: Type.Optional(Type.Enum([...deliveryStates])),
    before: Type.Optional(Type.String({ description: 'The id of the last delivery of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  answers: { 200: { description: 'The deliveries.', body: Type.Object({ deliveries: Type.Array(deliveryBody) }) } },
  async run({ params, query: { state, before, limit = 50 }, rooms: { webhooks } }) {
    const { facts } = webhooks;
    const { webhook: endpointId } = params;
    if ((await facts.findEndpoint(endpointId)) === undefined) throw webhookNotFound();
    const deliveries = await facts.listDeliveries({ endpointId, state, before, limit });
    return { status: 200, body: { deliveries: deliveries.map(encodeDelivery) } };
  },
});
