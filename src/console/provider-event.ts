import type { AuditDetails, AuditEventName } from '../identity/model/audit-event.ts';
import type { MemberVisit } from './page.ts';

/** Puts what somebody did to a provider on the audit trail. The broker knows no people, so its faces tell. */
export function recordProviderEvent(
  { context, user, origin: { address, requestId } }: MemberVisit,
  event: Extract<AuditEventName, `provider_${string}`>,
  providerId: string,
  details: AuditDetails,
): void {
  context.identity.audit.record({ event, actor: `user:${user.id}`, target: `provider:${providerId}`, address, requestId, details });
}
