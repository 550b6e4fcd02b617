import { type Command, defineCommand } from '../../command.ts';
import { describeTime } from '../../describe-time.ts';
import { answerQuietly } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { accountOption } from './account-option.ts';
import { callerOf } from './call-external-auth.ts';
import { nameOf } from './links.ts';

/** `grantry external-auth refresh` */
export const refreshExternalAuth: Command = defineCommand({
  description:
    'Has the provider renew the token of an account now. Tokens are renewed by themselves before they end; this is for one that is suspected not to work.',
  arguments: { provider: { summary: "The provider's id." } },
  options: { account: accountOption, url: urlOption },
  examples: [{ does: 'Get a new token from GitLab:', lines: ['grantry external-auth refresh gitlab'] }],
  run: async ({ provider, account, url }, terminal) => {
    const caller = await callerOf(terminal, url, provider);
    const link = await caller.call('/refresh', { method: 'POST', parameters: { account } });
    await answerQuietly(terminal, link);
    terminal.say(`The token of ${nameOf(link)} is renewed, and ends: ${describeTime(link.expires)}`);
    return 'done';
  },
});
