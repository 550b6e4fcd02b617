import Type from 'typebox';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeWebhook, webhookBody } from './webhook-body.ts';

/** Lists the endpoints. */
export const listWebhooks: Operation = defineOperation({
  name: 'listWebhooks',
  method: 'GET',
  path: '/api/v2/webhooks',
  tag: 'Webhooks',
  summary: 'List the webhooks, oldest first.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  answers: { 200: { description: 'The webhooks.', body: Type.Object({ webhooks: Type.Array(webhookBody) }) } },
  async run({ rooms }) {
    return { status: 200, body: { webhooks: (await rooms.webhooks.facts.listEndpoints()).map(encodeWebhook) } };
  },
});
