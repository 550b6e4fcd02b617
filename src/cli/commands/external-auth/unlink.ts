import { textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { answerQuietly } from '../../output/answer.ts';
import type { Terminal } from '../../terminal.ts';
import { urlOption } from '../shared-options.ts';
import { accountOption } from './account-option.ts';
import { callerOf } from './call-external-auth.ts';
import { chooseLink, describeAccount } from './links.ts';

async function confirm(question: string, terminal: Terminal): Promise<boolean> {
  if (!terminal.isInteractive()) throw new CommandFailure('nobody is there to ask', 'the same with --yes');
  return /^y(es)?$/i.test((await terminal.ask(`${question} [y/N] `)).trim());
}

/** `grantry external-auth unlink` */
export const unlinkExternalAuth: Command = defineCommand({
  description:
    'Forgets an account, and has its provider revoke the token. What the provider says does not bring the account back: if it refuses, the exit code is 3, and the token has to be revoked in its own settings.',
  arguments: { provider: { summary: "The provider's id." } },
  options: {
    account: accountOption,
    yes: { short: 'y', summary: 'Do not ask.' },
    url: urlOption,
  },
  examples: [
    { does: 'Unlink your GitHub account:', lines: ['grantry external-auth unlink github'] },
    { does: 'Unlink one of several, in a script:', lines: ['grantry external-auth unlink github --account octo-work --yes'] },
  ],
  run: async ({ provider, account, yes, url }, terminal) => {
    const caller = await callerOf(terminal, url, provider);
    const stored = await caller.storedLinks();
    const link = chooseLink(stored, account);
    const described = describeAccount(link, stored.provider);
    if (!yes && !(await confirm(`Unlink ${described}?`, terminal))) {
      terminal.say('Nothing was unlinked.');
      return 'failed';
    }
    // The account is named even if the person did not: what was asked about is what is unlinked.
    const answer = await caller.call('', { method: 'DELETE', parameters: { account: textOf(link, 'account') } });
    await answerQuietly(terminal, answer);
    const error = textOf(answer, 'token_revocation_error');
    if (error !== '') {
      terminal.say(`Unlinked ${described}, but the token was not revoked there: ${error}`);
      return 'unfinished';
    }
    terminal.say(
      `Unlinked ${described}. ${answer.token_revoked === true ? 'The token is revoked there.' : 'The provider revokes no tokens.'}`,
    );
    return 'done';
  },
});
