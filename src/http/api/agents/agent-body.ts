import Type, { type TObject } from 'typebox';
import type { Agent } from '../../../identity/model/session.ts';
import { encodeTime } from '../times.ts';

/** An agent as the REST API shows it: all but its token. */
export const agentBody: TObject = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    user_id: Type.String({ format: 'uuid', description: 'Whom it acts for.' }),
    allowed_providers: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'The providers it may get tokens of; null is all.',
    }),
    created_at: Type.String({ format: 'date-time' }),
    expires_at: Type.String({ format: 'date-time', description: 'The zero time if it never does.' }),
    last_used_at: Type.String({ format: 'date-time', description: 'To the hour; the zero time if it never was.' }),
  },
  { $id: 'Agent' },
);

/** Encodes an agent. */
export const encodeAgent = (agent: Agent): Readonly<Record<string, unknown>> => ({
  id: agent.id,
  name: agent.name,
  user_id: agent.userId,
  allowed_providers: agent.allowedProviders ?? null,
  created_at: encodeTime(agent.createdAt),
  expires_at: encodeTime(agent.expiresAt),
  last_used_at: encodeTime(agent.lastUsedAt),
});
