import type { Environment } from '../environment.ts';

/** Variables that AI coding agents set for the commands they run. */
export const agentVariables = [
  'CLAUDE_CODE',
  'CURSOR_AGENT',
  'CODEX',
  'AIDER',
  'CLINE',
  'WINDSURF_AGENT',
  'GITHUB_COPILOT',
  'AMAZON_Q',
  'GEMINI_CODE_ASSIST',
  'SRC_CODY',
  'FORCE_AGENT_MODE',
] as const;

const saysYes: ReadonlySet<string | undefined> = new Set(['1', 'true', 'yes']);

/** Whether an AI agent runs the command: what the flag says, otherwise what the environment shows. */
export const isAgentMode = (flag: boolean | undefined, environment: Environment): boolean =>
  flag ?? agentVariables.some((name) => saysYes.has(environment[name]?.toLowerCase()));

/** What `--agent-mode` says among words that nobody could read. */
export function findAgentFlag(words: readonly string[]): boolean | undefined {
  const flag = words.findLast((word) => word === '--agent-mode' || word.startsWith('--agent-mode='));
  return flag === undefined ? undefined : !/=(false|0)$/.test(flag);
}
