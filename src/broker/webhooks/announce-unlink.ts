import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Revocation } from '../unlink/revocation.ts';
import { announce, connectionData, eventPayload } from './announce.ts';
import type { WebhookChange } from './changes.ts';

/** A connection that is about to be forgotten. */
export interface Unlinked {
  readonly eventId: string;
  readonly now: EpochSeconds;
  readonly connection: Connection;
}

/** Longer than a provider takes to answer; an event that is held for longer is told without its answer. */
const holdFor = seconds(60);

const contentOf = ({ connection, now }: Unlinked, revocation: Revocation) =>
  ({
    type: 'connection.revoked',
    at: now,
    data: { ...connectionData(connection), token_revoked: revocation.revoked, revocation_error: revocation.error ?? null },
  }) as const;

/**
 * Announces with the deletion that an account was unlinked. The event is held until the provider has answered, which it does after the
 * deletion; should this process die in between, it is told without the answer.
 */
export const announceUnlink = (unlinked: Unlinked): WebhookChange =>
  announce({
    id: unlinked.eventId,
    ...contentOf(unlinked, { revoked: false, error: 'The server stopped before the provider had answered.' }),
    heldUntil: after(unlinked.now, holdFor),
  });

/** Adds what the provider made of it, and lets the event go. */
export const amendUnlink = (unlinked: Unlinked, revocation: Revocation, now: EpochSeconds): WebhookChange => ({
  change: 'amend_announcement',
  eventId: unlinked.eventId,
  payload: eventPayload(contentOf(unlinked, revocation)),
  dueAt: now,
});
