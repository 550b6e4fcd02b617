import type { AuditDetails, AuditEventName } from '../identity/model/audit-event.ts';
import type { MemberVisit } from './page.ts';

/** Puts what somebody did to an application on the audit trail. The engine knows no people, so its faces tell. */
export function recordApplicationEvent(
  { context, user, origin: { address, requestId } }: MemberVisit,
  event: Extract<AuditEventName, `app_${string}`>,
  clientId: string,
  details: AuditDetails = {},
): void {
  context.identity.audit.record({ event, actor: `user:${user.id}`, target: `app:${clientId}`, address, requestId, details });
}
