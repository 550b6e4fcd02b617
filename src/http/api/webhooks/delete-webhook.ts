import { deleteEndpoint } from '../../../broker/webhooks/manage-endpoints.ts';
import { actorOf } from '../actor.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { webhookNotFound, webhookParams } from './webhook-input.ts';

/** Deletes an endpoint. */
export const deleteWebhook: Operation = defineOperation({
  name: 'deleteWebhook',
  method: 'DELETE',
  path: '/api/v2/webhooks/{webhook}',
  tag: 'Webhooks',
  summary: 'Delete a webhook, with what it was still to be told.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  params: webhookParams,
  answers: { 204: { description: 'It is gone.' } },
  async run({ params, caller, request, rooms: { webhooks, identity } }) {
    if (!(await deleteEndpoint(webhooks, params.webhook))) throw webhookNotFound();
    identity.audit.record({ event: 'webhook_deleted', ...actorOf(caller, request), target: `webhook:${params.webhook}` });
    return { status: 204 };
  },
});
