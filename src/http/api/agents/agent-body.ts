import Type, { type TObject } from 'typebox';
import { providersOfRules } from '../../../identity/model/hand-out-rule.ts';
import type { Agent } from '../../../identity/model/session.ts';
import type { AgentIdentity } from '../../../identity/model/workload-identity.ts';
import { encodeTime } from '../times.ts';
import { allowedProviders, handOutRules } from './hand-out-rules.ts';
import { encodeIdentity, identityBody } from './identity-body.ts';

/** An agent as the REST API shows it: all but its token. */
export const agentBody: TObject = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    user_id: Type.String({ format: 'uuid', description: 'Whom it acts for.' }),
    allowed_providers: allowedProviders,
    hand_out_rules: handOutRules,
    identities: Type.Array(identityBody, { description: 'The workloads that are it.' }),
    created_at: Type.String({ format: 'date-time' }),
    expires_at: Type.String({ format: 'date-time', description: 'The zero time if it never does.' }),
    last_used_at: Type.String({ format: 'date-time', description: 'To the hour; the zero time if it never was.' }),
  },
  { $id: 'Agent' },
);

/**
 * Encodes an agent.
 *
 * @param identities identities of agents; those of others are left out.
 */
export const encodeAgent = (agent: Agent, identities: readonly AgentIdentity[]): Readonly<Record<string, unknown>> => ({
  id: agent.id,
  name: agent.name,
  user_id: agent.userId,
  allowed_providers: providersOfRules(agent.handOutRules) ?? null,
  hand_out_rules: agent.handOutRules ?? null,
  identities: identities.filter(({ agentId }) => agentId === agent.id).map(encodeIdentity),
  created_at: encodeTime(agent.createdAt),
  expires_at: encodeTime(agent.expiresAt),
  last_used_at: encodeTime(agent.lastUsedAt),
});
