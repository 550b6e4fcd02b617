import type { Operation } from '../operation.ts';
import { getAgentToken } from './get-agent-token.ts';

/** Hands the token of the agent's user out. */
export const getAgentExternalAuth: Operation = getAgentToken({
  name: 'getAgentExternalAuth',
  path: '/api/v2/workspaceagents/me/external-auth',
  summary: "Get a working access token of the user's account.",
});
