import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { WebhookEventType } from '../webhooks/event-types.ts';

/** Why nothing is sent to an endpoint: the operator said so, it answered 410, or it failed for days. */
export type DisabledReason = 'operator' | 'gone' | 'failing';

/** Somebody's server that is told of events. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** The events it is told of; empty is all. */
  readonly eventTypes: readonly WebhookEventType[];
  /** `whsec_` and base64: what signatures are made with. */
  readonly secret: Secret;
  /** The secret before the last rotation: signs too until then. */
  readonly previousSecret: { readonly secret: Secret; readonly until: EpochSeconds } | undefined;
  /** Id of the user who made it. */
  readonly createdBy: string;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
  /** Counts changes by people: a change that was made from an older state is a conflict. */
  readonly revision: number;
  readonly disabled: { readonly reason: DisabledReason; readonly at: EpochSeconds } | undefined;
  /** The first failure since the last success. */
  readonly failingSince: EpochSeconds | undefined;
  /** It asked to be left alone until then. */
  readonly pausedUntil: EpochSeconds | undefined;
}

/** Something that happened, as every endpoint is told of it. */
export interface WebhookEvent {
  /** The `webhook-id`: the same in every attempt, to every endpoint. */
  readonly id: string;
  readonly type: WebhookEventType;
  readonly at: EpochSeconds;
  /** The body in the very bytes that are signed and sent. */
  readonly payload: string;
  /** Deliveries are made of it from then on. */
  readonly dueAt: EpochSeconds;
  /** When deliveries were made of it; undefined while that is still to do. */
  readonly routedAt: EpochSeconds | undefined;
}

/** How far a delivery is. `failed` was given up, and can be replayed. */
export const deliveryStates = ['pending', 'delivered', 'failed'] as const;

/** One of {@link deliveryStates}. */
export type DeliveryState = (typeof deliveryStates)[number];

/** What came of the last attempt. */
export interface DeliveryAttempt {
  readonly at: EpochSeconds;
  /** undefined if there was no answer. */
  readonly status: number | undefined;
  /** The beginning of the answer's body, or why there was none. */
  readonly words: string;
  readonly milliseconds: number;
}

/** One event on its way to one endpoint. */
export interface WebhookDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly event: Pick<WebhookEvent, 'id' | 'type' | 'at' | 'payload'>;
  readonly state: DeliveryState;
  /** Attempts begun since it was made, or replayed. */
  readonly attempts: number;
  /** undefined when there will be none. */
  readonly nextAttemptAt: EpochSeconds | undefined;
  /** An attempt is under way until then at the latest. */
  readonly leaseUntil: EpochSeconds | undefined;
  readonly lastAttempt: DeliveryAttempt | undefined;
  readonly createdAt: EpochSeconds;
}
