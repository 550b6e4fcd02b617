import type { EpochSeconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import { announce, connectionData, eventIdOf } from './announce.ts';
import type { WebhookChange } from './changes.ts';

/** A token that its provider refuses, and that nothing but its user can replace. */
export interface FinalRejection {
  readonly now: EpochSeconds;
  readonly connection: Connection;
  /** What the provider said. */
  readonly words: string;
}

/** Announces that a connection needs its user. Told of one token once, however many nodes notice. */
export const announceRejection = ({ now, connection, words }: FinalRejection): WebhookChange =>
  announce({
    id: eventIdOf(`${connection.id}_refused_${connection.generation}`),
    type: 'connection.needs_reauth',
    at: now,
    data: { ...connectionData(connection), cause: words, class: 'terminal', next_attempt_at: null },
  });
