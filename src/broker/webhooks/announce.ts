import { type EpochSeconds, toRfc3339 } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { WebhookChange } from './changes.ts';
import type { WebhookEventType } from './event-types.ts';

/** What an event says besides its type and time. Never a secret. */
export type EventData = Readonly<Record<string, unknown>>;

/** An event as it is announced, and when. */
export interface Announcement {
  /** Unique among all events; the same id twice announces nothing more. */
  readonly id: string;
  readonly type: WebhookEventType;
  readonly at: EpochSeconds;
  readonly data: EventData;
  /** Nothing is sent before then. @default at once */
  readonly heldUntil?: EpochSeconds;
}

/** The body of an event: it is made once, and what is signed and sent are these bytes. */
export const eventPayload = ({ type, at, data }: Pick<Announcement, 'type' | 'at' | 'data'>): string =>
  JSON.stringify({ type, timestamp: toRfc3339(at), data });

/** Makes the change that announces an event. It belongs into the commit of what it tells of. */
export const announce = (announcement: Announcement): Extract<WebhookChange, { change: 'announce' }> => {
  const { id, type, at, heldUntil = at } = announcement;
  return { change: 'announce', event: { id, type, at, payload: eventPayload(announcement), dueAt: heldUntil, routedAt: undefined } };
};

/** A connection as events name it. */
export const connectionData = ({
  id,
  providerId,
  userId,
  account,
}: Pick<Connection, 'id' | 'providerId' | 'userId' | 'account'>): EventData => ({
  connection_id: id,
  provider_id: providerId,
  user_id: userId,
  account,
});

/** The id of an event, from an id that was minted. */
export const eventIdOf = (mintedId: string): string => `msg_${mintedId}`;
