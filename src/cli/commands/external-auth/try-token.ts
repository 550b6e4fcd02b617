import { textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { accountOption } from './account-option.ts';
import { callerOf } from './call-external-auth.ts';

const sentences: Readonly<Record<string, string>> = {
  valid: 'The token works.',
  assumed: 'The provider is too busy to say; the token is taken to work',
  invalid: 'The token does not work',
  unclear: 'The provider gave no clear answer',
};

/** `grantry external-auth test` */
export const testExternalAuth: Command = defineCommand({
  description:
    "Asks the provider whether an account's token works, now. The exit code is 1 if it does not, or if the provider does not say.",
  arguments: { provider: { summary: "The provider's id." } },
  options: { account: accountOption, url: urlOption },
  examples: [{ does: 'Ask GitHub:', lines: ['grantry external-auth test github'] }],
  run: async ({ provider, account, url }, terminal) => {
    const caller = await callerOf(terminal, url, provider);
    const tried = await caller.call('/test', { method: 'POST', parameters: { account } });
    const words = textOf(tried, 'words');
    const sentence = sentences[textOf(tried, 'verdict')] ?? '';
    await answer(terminal, tried, `${sentence}${words === '' ? '' : `: ${words}`}\n`);
    return tried.authenticated === true ? 'done' : 'failed';
  },
});
