import type { Operation } from '../operation.ts';
import { getAgentToken } from './get-agent-token.ts';

/** The same as `getAgentExternalAuth` under its first name, which older clients use. */
export const getAgentGitAuth: Operation = getAgentToken({
  name: 'getAgentGitAuth',
  path: '/api/v2/workspaceagents/me/gitauth',
  summary: "Get a working access token of the user's account, by the path older clients know.",
});
