import { callAsUser } from '../../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../../command.ts';
import { answer } from '../../../output/answer.ts';
import { urlOption } from '../../shared-options.ts';
import { decodePolicyFlags, policiesPath, policyFlags } from './policy-flags.ts';
import { describePolicy } from './policy-output.ts';

/** `grantry federation policy create` */
export const createPolicy: Command = defineCommand({
  description: 'Makes a trust policy: whose tokens are exchanged for which tokens of a GitHub App. For administrators.',
  arguments: { name: { summary: 'What you call it: lower-case letters, digits and hyphens.' } },
  options: {
    ...policyFlags,
    issuer: { ...policyFlags.issuer, isRequired: true },
    provider: { ...policyFlags.provider, isRequired: true },
    installation: { ...policyFlags.installation, isRequired: true },
    url: urlOption,
  },
  examples: [
    {
      does: 'Let jobs on the main branch of a repository read another one:',
      lines: [
        'grantry federation policy create docs --provider github \\',
        '  --issuer https://token.actions.githubusercontent.com \\',
        '  --subject repo:octo-org/app:ref:refs/heads/main \\',
        '  --installation octo-org --repository docs --permission contents=read',
      ],
    },
  ],
  run: async ({ name, url, ...typed }, terminal) => {
    const json = { name, ...decodePolicyFlags(typed) };
    const { body } = await callAsUser(terminal.environment, url, { path: policiesPath, method: 'POST', body: { json } });
    await answer(terminal, body, () => describePolicy(body));
    return 'done';
  },
});
