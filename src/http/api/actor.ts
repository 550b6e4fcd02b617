import type { Caller } from '../../identity/caller.ts';
import type { AuditEntry } from '../../identity/model/audit-event.ts';
import type { RequestFacts } from '../context.ts';

/** Who did something and from where, for the audit trail. */
export function actorOf(
  caller: Caller | undefined,
  { address, requestId }: RequestFacts,
): Pick<AuditEntry, 'actor' | 'address' | 'requestId'> {
  if (caller === undefined) return { actor: 'anonymous', address, requestId };
  return { actor: caller.kind === 'agent' ? `agent:${caller.agent.id}` : `user:${caller.user.id}`, address, requestId };
}
