import { after, seconds } from '../../protocol/units.ts';
import type { WebhookDelivery, WebhookEndpoint } from '../model/webhook.ts';
import { keepTrying } from '../refresh/keep-trying.ts';
import { decideDeliveryOutcome } from './decide-delivery-outcome.ts';
import type { Webhooks } from './ports.ts';
import { signWebhook } from './sign-webhook.ts';

const timeout = seconds(15);
/** Much longer than an attempt, so that nodes whose clocks differ a little never send one delivery at the same time. */
const leaseLength = seconds(60);

/**
 * Makes one attempt at a delivery, unless another node is at it.
 *
 * The lease is taken first and the outcome written last: a process that dies in between leaves a lease that lapses, and the message is
 * sent again with the same id.
 */
export async function deliverWebhook(webhooks: Webhooks, endpoint: WebhookEndpoint, due: WebhookDelivery): Promise<void> {
  const { commit, clock, chance, report } = webhooks;
  const begun = clock();
  const claim = { deliveryId: due.id, attempts: due.attempts, leaseUntil: after(begun, leaseLength), at: begun };
  if ((await commit([{ change: 'claim_delivery', ...claim }])).outcome === 'conflict') return;
  const delivery = { id: due.id, attempts: due.attempts + 1 };

  const startedAt = performance.now();
  const { id, type, payload } = due.event;
  const headers = { 'content-type': 'application/json', ...signWebhook(endpoint, { id, timestamp: begun, body: payload }) };
  const answer = await webhooks.send({ method: 'POST', url: endpoint.url, headers, body: payload, timeout });
  const milliseconds = Math.round(performance.now() - startedAt);

  const decision = decideDeliveryOutcome({ now: clock(), milliseconds, delivery, endpoint, answer, chance: chance() });
  // A conflict means that the delivery was replayed or deleted meanwhile: what it is now stands.
  await keepTrying({ sleep }, () => commit(decision.changes));
  const { action, attempt, disabled } = decision;
  report({ report: 'attempted', outcome: action, type, endpointId: endpoint.id, words: attempt.words });
  if (disabled !== undefined) report({ report: 'endpoint_disabled', endpointId: endpoint.id, reason: disabled });
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
