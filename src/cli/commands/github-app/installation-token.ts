import { type AgentFlags, agentOptions } from '../../agent/agent-options.ts';
import { findAgentIdentity } from '../../agent/find-agent-identity.ts';
import { callApi } from '../../api/call-api.ts';
import { callAsUser } from '../../api/call-as-user.ts';
import { type JsonObject, readAnswer, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answerPlain } from '../../output/answer.ts';
import type { Terminal } from '../../terminal.ts';
import { urlOption } from '../shared-options.ts';
import {
  appPath,
  decodeInstallation,
  decodeNarrowing,
  installationMember,
  installationOption,
  narrowingFlags,
} from './installation-flags.ts';

/** Asks as the agent if there is one, otherwise as the person who is signed in. */
async function fetchToken(
  request: { readonly path: string; readonly method: 'POST'; readonly body: { readonly json: unknown } },
  flags: AgentFlags & { readonly url: string | undefined },
  terminal: Terminal,
): Promise<JsonObject> {
  const agent = await findAgentIdentity(flags, terminal.environment);
  if (agent !== undefined) return readAnswer(agent.url, await callApi({ ...agent, ...request }));
  return (await callAsUser(terminal.environment, flags.url, request)).body;
}

/** `grantry github-app installation-token` */
export const createInstallationToken: Command = defineCommand({
  description:
    'Prints a token of an installation of the GitHub App of a provider, no wider than it is asked for. For administrators, and for agents whose rules name the installation.',
  arguments: { provider: { summary: "The provider's id." } },
  options: {
    installation: { ...installationOption, isRequired: true },
    ...narrowingFlags,
    ...agentOptions,
    url: urlOption,
  },
  examples: [
    {
      does: 'Get a token that reads one repository:',
      lines: ['grantry github-app installation-token github --installation octo-org \\', '  --repository app --permission contents=read'],
    },
  ],
  run: async ({ provider, installation, repository, permission, ...flags }, terminal) => {
    const json = { ...installationMember(decodeInstallation(installation)), ...decodeNarrowing({ repository, permission }) };
    const body = await fetchToken({ path: appPath(provider, 'installation-token'), method: 'POST', body: { json } }, flags, terminal);
    await answerPlain(terminal, body, textOf(body, 'token'));
    return 'done';
  },
});
