import Type from 'typebox';
import { rotateEndpointSecret } from '../../../broker/webhooks/manage-endpoints.ts';
import { seconds } from '../../../protocol/units.ts';
import { actorOf } from '../actor.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { encodeWebhook, webhookBody } from './webhook-body.ts';
import { webhookParams, webhookRefused } from './webhook-input.ts';

const [day, week] = [86_400, 604_800];

/** Gives an endpoint a new secret. */
export const rotateWebhookSecret: Operation = defineOperation({
  name: 'rotateWebhookSecret',
  method: 'POST',
  path: '/api/v2/webhooks/{webhook}/rotate-secret',
  tag: 'Webhooks',
  summary: 'Give a webhook a new secret. The old one signs beside it for a while.',
  authorization: { who: 'user', scope: 'all', role: 'admin', stepUp: true },
  params: webhookParams,
  query: Type.Object({
    overlap_seconds: Type.Optional(
      Type.Integer({ minimum: 0, maximum: week, default: day, description: 'How long the old secret still signs; a day if left out.' }),
    ),
  }),
  answers: {
    200: { description: 'The webhook. `secret` is shown this once.', body: Type.Object({ webhook: webhookBody, secret: Type.String() }) },
  },
  async run({ params, query, caller, request, rooms: { webhooks, identity } }) {
    const decision = await rotateEndpointSecret(webhooks, params.webhook, seconds(query.overlap_seconds ?? day));
    if (decision.action !== 'saved') throw webhookRefused(decision);
    const { endpoint } = decision;
    identity.audit.record({ event: 'webhook_secret_rotated', ...actorOf(caller, request), target: `webhook:${endpoint.id}` });
    return { status: 200, body: { webhook: encodeWebhook(endpoint), secret: endpoint.secret.reveal() } };
  },
});
