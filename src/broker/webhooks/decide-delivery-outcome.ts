import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { DeliveryAttempt, DisabledReason, WebhookDelivery, WebhookEndpoint } from '../model/webhook.ts';
import type { OutboundAnswer } from '../ports.ts';
import { readRetryAfter } from '../refresh/retry-after.ts';
import type { WebhookChange } from './changes.ts';
import { pauseAfter } from './retry-schedule.ts';

/** What is known when an attempt is over. */
export interface DeliveryOutcome {
  readonly now: EpochSeconds;
  readonly milliseconds: number;
  /** As it was claimed: its last attempt is this one. */
  readonly delivery: Pick<WebhookDelivery, 'id' | 'attempts'>;
  readonly endpoint: Pick<WebhookEndpoint, 'id' | 'failingSince'>;
  readonly answer: OutboundAnswer;
  /** From 0 up to 1, for jitter. */
  readonly chance: number;
}

/** What becomes of a delivery, and of its endpoint. */
export interface DeliveryOutcomeDecision {
  readonly action: 'delivered' | 'retry' | 'gave_up';
  readonly attempt: DeliveryAttempt;
  readonly disabled: DisabledReason | undefined;
  readonly changes: readonly WebhookChange[];
}

/** An endpoint that failed for that long without a success is not asked any more. */
const patience = seconds(5 * 86_400);
const longestWords = 1000;

/** Whether the receiver says that it is the rate or the load, and not the message (Standard Webhooks, Delivery success and failure). */
const asksForRest = (answer: OutboundAnswer): boolean => answer.outcome === 'answered' && [429, 502, 503, 504].includes(answer.status);

function disabledReason({ now, endpoint, answer }: DeliveryOutcome): DisabledReason | undefined {
  if (answer.outcome === 'answered' && answer.status === 410) return 'gone';
  const { failingSince } = endpoint;
  return failingSince !== undefined && after(failingSince, patience) <= now ? 'failing' : undefined;
}

/**
 * Decides what an attempt means: 2xx is delivered, 410 ends the endpoint, anything else is tried again by the schedule, and later if the
 * receiver asks for it.
 *
 * @see Standard Webhooks, Delivery success and failure
 */
export function decideDeliveryOutcome(facts: DeliveryOutcome): DeliveryOutcomeDecision {
  const { now, milliseconds, delivery, endpoint, answer, chance } = facts;
  const status = answer.outcome === 'answered' ? answer.status : undefined;
  const words = (answer.outcome === 'answered' ? answer.body : answer.words).slice(0, longestWords);
  const attempt: DeliveryAttempt = { at: now, status, words, milliseconds };
  const recorded = { change: 'record_attempt', deliveryId: delivery.id, attempts: delivery.attempts, attempt } as const;

  if (status !== undefined && status >= 200 && status < 300) {
    const changes: readonly WebhookChange[] = [
      { ...recorded, state: 'delivered', nextAttemptAt: undefined },
      { change: 'note_endpoint_success', endpointId: endpoint.id },
    ];
    return { action: 'delivered', attempt, disabled: undefined, changes };
  }

  const retryAfter = answer.outcome === 'answered' ? readRetryAfter(answer.headers, now) : undefined;
  const disabled = disabledReason(facts);
  const pause = disabled === 'gone' ? undefined : pauseAfter(delivery.attempts, chance);
  const nextAttemptAt = pause === undefined ? undefined : after(now, seconds(Math.max(pause, retryAfter ?? 0)));
  const pausedUntil = asksForRest(answer) && retryAfter !== undefined ? after(now, retryAfter) : undefined;
  return {
    action: nextAttemptAt === undefined ? 'gave_up' : 'retry',
    attempt,
    disabled,
    changes: [
      { ...recorded, state: nextAttemptAt === undefined ? 'failed' : 'pending', nextAttemptAt },
      { change: 'note_endpoint_failure', endpointId: endpoint.id, at: now, pausedUntil },
      ...(disabled === undefined ? [] : [{ change: 'disable_endpoint', endpointId: endpoint.id, reason: disabled, at: now } as const]),
    ],
  };
}
