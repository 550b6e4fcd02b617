import type { Awaitable, Commit } from '../../protocol/commit.ts';
import type { Mint } from '../../protocol/mint.ts';
import type { Clock, EpochSeconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { DeliveryState, DisabledReason, WebhookDelivery, WebhookEndpoint, WebhookEvent } from '../model/webhook.ts';
import type { SendRequest } from '../ports.ts';
import type { WebhookChange } from './changes.ts';
import type { WebhookEventType } from './event-types.ts';

/** Which deliveries of an endpoint are wanted, newest first. */
export interface DeliveryPage {
  readonly endpointId: string;
  /** undefined is every state. */
  readonly state: DeliveryState | undefined;
  /** Only those with smaller ids; undefined begins with the newest. */
  readonly before: string | undefined;
  readonly limit: number;
}

/** A connection whose token ended. */
export type EndedConnection = Pick<Connection, 'id' | 'providerId' | 'userId' | 'account' | 'generation'> & {
  readonly expiresAt: EpochSeconds;
};

/** What webhooks ask the store. */
export interface WebhookFacts {
  /** Oldest first. */
  listEndpoints(): Awaitable<readonly WebhookEndpoint[]>;
  findEndpoint(endpointId: string): Awaitable<WebhookEndpoint | undefined>;
  /** Events that are due and whose deliveries are still to be made, the first to be due first. */
  listEventsToRoute(now: EpochSeconds, limit: number): Awaitable<readonly WebhookEvent[]>;
  /** Pending deliveries of an endpoint whose time has come and that nobody is sending, the first to be due first. */
  listDueDeliveries(endpointId: string, now: EpochSeconds, limit: number): Awaitable<readonly WebhookDelivery[]>;
  /** Connections that nothing renews whose token ended between the two times, and of whose end no event tells. */
  listEndedConnections(since: EpochSeconds, now: EpochSeconds, limit: number): Awaitable<readonly EndedConnection[]>;
  findDelivery(deliveryId: string): Awaitable<WebhookDelivery | undefined>;
  listDeliveries(page: DeliveryPage): Awaitable<readonly WebhookDelivery[]>;
}

/** Something the operator's log, metrics and audit trail want to know. */
export type WebhookReport =
  | {
      readonly report: 'attempted';
      readonly outcome: 'delivered' | 'retry' | 'gave_up';
      readonly type: WebhookEventType;
      readonly endpointId: string;
      readonly words: string;
    }
  | { readonly report: 'endpoint_disabled'; readonly endpointId: string; readonly reason: DisabledReason };

/** Everything webhooks need of the world. */
export interface Webhooks {
  readonly facts: WebhookFacts;
  readonly commit: Commit<WebhookChange>;
  readonly clock: Clock;
  readonly mint: Mint;
  /** Sends to public addresses only, unless the operator allowed others. */
  readonly send: SendRequest;
  /** Whether endpoints may be on private addresses and speak plain HTTP. */
  readonly allowPrivate: boolean;
  /** A number from 0 up to 1, for jitter. */
  readonly chance: () => number;
  readonly report: (report: WebhookReport) => void;
}
