import type { HandOut, HandOutRequest } from '../../../broker/hand-out/hand-out.ts';
import { announceDenial } from '../../../broker/webhooks/announce-denial.ts';
import type { Caller } from '../../../identity/caller.ts';
import type { AuditDetails } from '../../../identity/model/audit-event.ts';
import type { RequestFacts, Rooms } from '../../context.ts';
import { actorOf } from '../actor.ts';

/** Who asked for which token, and from where. */
export interface AskedHandOut {
  readonly caller: Caller | undefined;
  readonly request: RequestFacts;
  readonly wanted: Pick<HandOutRequest, 'userId' | 'account'>;
}

const detailsOf = (provider: string, account: string | undefined): AuditDetails =>
  account === undefined || account === '' ? { provider } : { provider, account };

/** Counts a hand-out, and tells the audit trail of each token that was handed out or denied; a denial is announced too. */
export async function recordHandOut({ broker, identity }: Rooms, asked: AskedHandOut, result: HandOut): Promise<void> {
  const { caller, request, wanted } = asked;
  const providerId = 'provider' in result ? result.provider.id : '';
  broker.report({ event: 'hand_out', providerId, outcome: result.action });
  if (result.action === 'token') {
    const { id, account } = result.connection;
    identity.audit.record({
      event: 'token_handed_out',
      ...actorOf(caller, request),
      target: `connection:${id}`,
      details: detailsOf(providerId, account),
    });
  }
  if (result.action === 'refused') {
    const { account } = wanted;
    identity.audit.record({
      event: 'hand_out_denied',
      ...actorOf(caller, request),
      target: `provider:${providerId}`,
      details: { ...detailsOf(providerId, account), cause: result.cause },
    });
    if (caller?.kind !== 'agent') return;
    await announceDenial(broker, { agentId: caller.agent.id, userId: wanted.userId, providerId, account, cause: result.cause });
  }
}
