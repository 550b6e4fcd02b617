import type { AuditEntry } from '../identity/model/audit-event.ts';
import type { MemberVisit } from './page.ts';

/** Puts what the signed-in person did on the audit trail. The engine and the broker know no people, so their faces tell. */
export function recordEvent({ context, user, origin }: MemberVisit, entry: Pick<AuditEntry, 'event' | 'target' | 'details'>): void {
  const { address, requestId } = origin;
  context.identity.audit.record({ actor: `user:${user.id}`, address, requestId, ...entry });
}
