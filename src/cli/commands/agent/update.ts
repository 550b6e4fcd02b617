import { callAsUser } from '../../api/call-as-user.ts';
import type { JsonObject } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { allowOption, claimOption, identityOption } from './agent-flags.ts';
import { decodeIdentities } from './decode-identity.ts';
import { decodeRules } from './decode-rules.ts';
import { describeAgent } from './describe-agent.ts';

/** What it may get from now on; undefined leaves it as it is, null is everything. */
function decodeNewRules(allow: readonly string[], allowAll: boolean): readonly JsonObject[] | null | undefined {
  if (allowAll && allow.length > 0) throw new CommandFailure('--allow and --allow-all cannot be given together');
  if (allowAll) return null;
  return allow.length === 0 ? undefined : decodeRules(allow);
}

/** `grantry agent update` */
export const updateAgent: Command = defineCommand({
  description: 'Changes what one of your agents may get, and which workloads are it, and shows it as it is then.',
  arguments: { agent: { summary: 'Its id or its name.' } },
  options: {
    allow: { ...allowOption, summary: `${allowOption.summary} These replace what it might get before.` },
    'allow-all': { summary: 'It may get everything you may.' },
    identity: { ...identityOption, summary: `${identityOption.summary} It joins those there are.` },
    claim: claimOption,
    'remove-identity': { value: 'id', isRepeatable: true, summary: 'An identity to take away; agent show has the ids.' },
    url: urlOption,
  },
  examples: [
    { does: 'Let it get tokens of one account, with no scope but repo:', lines: ['grantry agent update ci --allow github:octocat:repo'] },
    {
      does: 'Make the jobs of a repository on GitHub Actions the agent:',
      lines: ['grantry agent update ci --identity \\', "  'oidc:https://token.actions.githubusercontent.com#repo:octo/app:*'"],
    },
  ],
  run: async ({ agent, allow, identity, claim, url, ...rest }, terminal) => {
    const path = `/api/v2/agents/${encodeURIComponent(agent)}`;
    const rules = decodeNewRules(allow, rest['allow-all']);
    const added = decodeIdentities(identity, claim);
    const ask = (more: string, request: Omit<Parameters<typeof callAsUser>[2], 'path'>): ReturnType<typeof callAsUser> =>
      callAsUser(terminal.environment, url, { ...request, path: `${path}${more}`, listedBy: 'grantry agent list' });
    if (rules !== undefined) await ask('', { method: 'PATCH', body: { json: { hand_out_rules: rules } } });
    for (const json of added) await ask('/identities', { method: 'POST', body: { json } });
    for (const id of rest['remove-identity']) await ask(`/identities/${encodeURIComponent(id)}`, { method: 'DELETE' });
    const { body } = await ask('', {});
    await answer(terminal, body, () => describeAgent(body));
    return 'done';
  },
});
