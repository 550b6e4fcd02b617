import type { AuditDetails, AuditEventName } from '../model/audit-event.ts';
import type { Agent } from '../model/session.ts';
import type { Origin } from '../origin.ts';
import type { Identity } from '../ports.ts';

/** Tells the audit trail what its person changed about an agent. */
export function recordAgentChange(
  { audit }: Pick<Identity, 'audit'>,
  event: AuditEventName,
  { userId, id, name }: Agent,
  origin: Origin,
  details: AuditDetails,
): void {
  const { address, requestId } = origin;
  audit.record({ event, actor: `user:${userId}`, target: `agent:${id}`, address, requestId, details: { name, ...details } });
}
