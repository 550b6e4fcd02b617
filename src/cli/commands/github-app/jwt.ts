import { callAsUser } from '../../api/call-as-user.ts';
import { textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answerPlain } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { appPath } from './installation-flags.ts';

/** `grantry github-app jwt` */
export const createAppJwt: Command = defineCommand({
  description: 'Prints a JWT of the GitHub App of a provider. It may do all that the app may, for some minutes. For administrators.',
  arguments: { provider: { summary: "The provider's id." } },
  options: { url: urlOption },
  examples: [
    {
      does: 'Ask GitHub something as the app:',
      lines: ['curl -H "Authorization: Bearer $(grantry github-app jwt github)" \\', '  https://api.github.com/app'],
    },
  ],
  run: async ({ provider, url }, terminal) => {
    const request = { path: appPath(provider, 'jwt'), method: 'POST', listedBy: 'grantry provider list' } as const;
    const { body } = await callAsUser(terminal.environment, url, request);
    await answerPlain(terminal, body, textOf(body, 'token'));
    return 'done';
  },
});
