import type { EpochSeconds } from '../../protocol/units.ts';
import type { LinkDecision, LinkFacts } from '../connect/decide-link.ts';
import { announce, connectionData } from './announce.ts';
import type { WebhookChange } from './changes.ts';

/** A link that is about to be kept. */
export interface KeptLink {
  readonly eventId: string;
  readonly now: EpochSeconds;
  readonly providerId: string;
  readonly link: Pick<LinkFacts, 'userId' | 'kind'>;
  readonly decision: Pick<LinkDecision, 'connectionId' | 'account' | 'isRelinked'>;
}

/** Announces that a user linked an account, for the first time or again. */
export function announceLink({ eventId, now, providerId, link, decision }: KeptLink): WebhookChange {
  const { connectionId: id, account, isRelinked } = decision;
  const data = {
    ...connectionData({ id, providerId, userId: link.userId, account: account.account }),
    kind: link.kind,
    relinked: isRelinked,
  };
  return announce({ id: eventId, type: 'connection.connected', at: now, data });
}
