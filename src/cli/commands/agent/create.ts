import { callAsUser } from '../../api/call-as-user.ts';
import { textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { decodeDuration } from '../../duration.ts';
import { answerPlain } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { allowOption, claimOption, identityOption } from './agent-flags.ts';
import { decodeIdentities } from './decode-identity.ts';
import { decodeRules } from './decode-rules.ts';

/** `grantry agent create` */
export const createAgent: Command = defineCommand({
  description: 'Makes an agent that acts for you, and prints its token. The token is shown this once.',
  arguments: { name: { summary: 'What you call it: a workspace, a CI job, an assistant.' } },
  options: {
    allow: { ...allowOption, summary: `${allowOption.summary} Left out, it may get everything you may.` },
    provider: { value: 'id', isRepeatable: true, summary: 'The short form of --allow: a whole provider.' },
    identity: identityOption,
    claim: claimOption,
    lifetime: { value: 'duration', summary: 'How long it lives, such as 12h or 90d. Left out, until you revoke it.' },
    url: urlOption,
  },
  examples: [
    {
      does: 'Give a CI job the token of your GitHub account, and no other:',
      lines: ['GRANTRY_AGENT_TOKEN=$(grantry agent create ci --provider github)'],
    },
    {
      does: 'Make an AWS instance an agent, which needs no token then:',
      lines: ['grantry agent create dev --allow github:octocat:repo \\', '  --identity aws:i-0abc123def4567890'],
    },
  ],
  run: async ({ name, allow, provider, identity, claim, lifetime, url }, terminal) => {
    const rules = decodeRules([...provider, ...allow]);
    const identities = decodeIdentities(identity, claim);
    const json = {
      name,
      ...(rules.length === 0 ? {} : { hand_out_rules: rules }),
      ...(identities.length === 0 ? {} : { identities }),
      ...(lifetime === undefined ? {} : { lifetime_seconds: decodeDuration('--lifetime', lifetime) }),
    };
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/agents', method: 'POST', body: { json } });
    await answerPlain(terminal, body, `${textOf(body, 'token')}\n`);
    return 'done';
  },
});
