import type { AuditEntry } from '../../identity/model/audit-event.ts';
import type { ServiceCall } from './engine-operation.ts';

/** Who did something, to which service or to something of which. */
export type RecordedCall = Pick<ServiceCall, 'rooms' | 'token' | 'request'> & { readonly service: Pick<ServiceCall['service'], 'id'> };

/**
 * Puts what a caller did on the audit trail: by which token, called what, and at which service. The engine does not know who calls it, so
 * this face tells. Details are never secret.
 */
export function recordEvent(
  { rooms: { identity }, token, request: { address, requestId }, service }: RecordedCall,
  { event, target, details }: Pick<AuditEntry, 'event' | 'target' | 'details'>,
): void {
  identity.audit.record({
    event,
    actor: token === undefined ? 'anonymous' : `management_token:${token.id}`,
    target,
    address,
    requestId,
    details: { ...details, service: String(service.id), ...(token === undefined || token.name === '' ? {} : { token_name: token.name }) },
  });
}
