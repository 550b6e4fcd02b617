import { textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { renderJson } from '../../table.ts';
import { outputOption, urlOption } from '../shared-options.ts';
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
  options: { account: accountOption, url: urlOption, output: outputOption },
  examples: [{ does: 'Ask GitHub:', lines: ['grantry external-auth test github'] }],
  run: async ({ provider, account, url, output }, terminal) => {
    const caller = await callerOf(terminal, url, provider);
    const answer = await caller.call('/test', { method: 'POST', parameters: { account } });
    const words = textOf(answer, 'words');
    const sentence = sentences[textOf(answer, 'verdict')] ?? '';
    terminal.print(output === 'json' ? renderJson(answer) : `${sentence}${words === '' ? '' : `: ${words}`}\n`);
    return answer.authenticated === true ? 'done' : 'failed';
  },
});
