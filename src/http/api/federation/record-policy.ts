import { describeInstallation } from '../../../identity/agents/describe-agent.ts';
import type { Caller } from '../../../identity/caller.ts';
import type { AuditEntry } from '../../../identity/model/audit-event.ts';
import type { FederationPolicy } from '../../../identity/model/federation-policy.ts';
import type { RequestFacts, Rooms } from '../../context.ts';
import { actorOf } from '../actor.ts';

/** Tells the audit trail whom a policy trusts from now on, and with what. */
export function recordPolicy(
  { identity }: Rooms,
  event: Extract<AuditEntry['event'], 'federation_policy_created' | 'federation_policy_updated'>,
  { name, issuer, subject, claims, provider, installation }: FederationPolicy,
  caller: Caller | undefined,
  request: RequestFacts,
): void {
  identity.audit.record({
    event,
    ...actorOf(caller, request),
    target: `federation_policy:${name}`,
    details: {
      issuer,
      ...(subject === undefined ? {} : { subject }),
      claims: Object.entries(claims ?? {}).map(([claim, patterns]) => `${claim}=${patterns.join('|')}`),
      allows: `${provider}@${describeInstallation(installation)}`,
    },
  });
}
