import type { EpochSeconds } from '../../protocol/units.ts';
import type { DeliveryAttempt, DeliveryState, DisabledReason, WebhookDelivery, WebhookEndpoint, WebhookEvent } from '../model/webhook.ts';

/** What people may change of an endpoint. */
export type EndpointFields = Pick<
  WebhookEndpoint,
  'url' | 'description' | 'eventTypes' | 'disabled' | 'failingSince' | 'pausedUntil' | 'updatedAt'
>;

/** Every write that has to do with webhooks. “If” marks a condition whose failure is a conflict. */
export type WebhookChange =
  /** Never a conflict. Nothing is kept while no endpoint is enabled, or of an event whose id was announced before. */
  | { readonly change: 'announce'; readonly event: WebhookEvent }
  /** Never a conflict: a held event whose deliveries were made already stays as it is. */
  | {
      readonly change: 'amend_announcement';
      readonly eventId: string;
      readonly payload: string;
      readonly dueAt: EpochSeconds;
    }
  /** If its deliveries were not made yet. */
  | { readonly change: 'route_event'; readonly eventId: string; readonly at: EpochSeconds }
  | { readonly change: 'insert_test_event'; readonly event: WebhookEvent }
  | { readonly change: 'insert_delivery'; readonly delivery: WebhookDelivery }
  /** If it is pending, no attempt began since `attempts` was read, and no lease is on it: counts the attempt. */
  | {
      readonly change: 'claim_delivery';
      readonly deliveryId: string;
      readonly attempts: number;
      readonly leaseUntil: EpochSeconds;
      readonly at: EpochSeconds;
    }
  /** If `attempts` is still the number of the last attempt. Ends the lease. */
  | {
      readonly change: 'record_attempt';
      readonly deliveryId: string;
      readonly attempts: number;
      readonly state: DeliveryState;
      readonly nextAttemptAt: EpochSeconds | undefined;
      readonly attempt: DeliveryAttempt;
    }
  /** If it is there and no attempt is under way. */
  | { readonly change: 'replay_delivery'; readonly deliveryId: string; readonly endpointId: string; readonly at: EpochSeconds }
  | { readonly change: 'insert_endpoint'; readonly endpoint: WebhookEndpoint }
  /** If nobody changed it since `revision` was read. */
  | { readonly change: 'update_endpoint'; readonly endpointId: string; readonly revision: number; readonly fields: EndpointFields }
  /** If nobody changed it since `revision` was read. */
  | {
      readonly change: 'rotate_endpoint_secret';
      readonly endpointId: string;
      readonly revision: number;
      readonly secret: WebhookEndpoint['secret'];
      readonly previousSecret: NonNullable<WebhookEndpoint['previousSecret']>;
      readonly at: EpochSeconds;
    }
  /** Never a conflict. */
  | { readonly change: 'note_endpoint_success'; readonly endpointId: string }
  /** Never a conflict. A pause that ends later than `pausedUntil` stays. */
  | {
      readonly change: 'note_endpoint_failure';
      readonly endpointId: string;
      readonly at: EpochSeconds;
      readonly pausedUntil: EpochSeconds | undefined;
    }
  /** Never a conflict: an endpoint that is disabled stays so for its first reason. */
  | { readonly change: 'disable_endpoint'; readonly endpointId: string; readonly reason: DisabledReason; readonly at: EpochSeconds }
  /** If it exists; its deliveries go with it. */
  | { readonly change: 'delete_endpoint'; readonly endpointId: string }
  | { readonly change: 'delete_deliveries_of'; readonly endpointId: string };
