import type { AuditDetails, AuditEventName } from '../identity/model/audit-event.ts';
import type { MemberVisit } from './page.ts';

/** Puts what somebody did to a webhook on the audit trail. The broker knows no people, so its faces tell. */
export function recordWebhookEvent(
  { context, user, origin: { address, requestId } }: MemberVisit,
  event: Extract<AuditEventName, `webhook_${string}`>,
  endpointId: string,
  details?: AuditDetails,
): void {
  context.identity.audit.record({ event, actor: `user:${user.id}`, target: `webhook:${endpointId}`, address, requestId, details });
}
