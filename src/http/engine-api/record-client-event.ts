import type { Client } from '../../engine/model/client.ts';
import type { AuditDetails, AuditEventName } from '../../identity/model/audit-event.ts';
import { type RecordedCall, recordEvent } from './record-event.ts';

/** Puts what a caller did to a client on the audit trail, by the name that the REST API's events have for it too. */
export const recordClientEvent = (
  call: RecordedCall,
  event: AuditEventName,
  { clientId }: Pick<Client, 'clientId'>,
  details?: AuditDetails,
): void => recordEvent(call, { event, target: `app:${clientId}`, details });
