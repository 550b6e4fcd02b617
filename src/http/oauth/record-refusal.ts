import type { EngineChange } from '../../engine/changes.ts';
import type { Refusal } from '../../engine/decision.ts';
import type { AuditTrail } from '../../identity/ports.ts';
import type { Parameters } from '../../protocol/form.ts';
import type { RequestFacts } from '../context.ts';

const isRevocation = (change: EngineChange): change is Extract<EngineChange, { change: 'revoke_grant' }> =>
  change.change === 'revoke_grant';

/**
 * A refusal that revokes a grant tells of a token in the wrong hands (RFC 9700 §4.14.2): it goes on the audit trail with its exact reason.
 */
export function recordRefusal(
  audit: AuditTrail,
  { changes, error }: Refusal,
  parameters: Parameters,
  { address, requestId }: RequestFacts,
): void {
  const event = parameters.has('code') ? 'code_replayed' : 'refresh_token_reused';
  for (const { grantId } of changes.filter(isRevocation))
    audit.record({ event, actor: 'anonymous', target: `grant:${grantId}`, address, requestId, details: { reason: error.reason } });
}
