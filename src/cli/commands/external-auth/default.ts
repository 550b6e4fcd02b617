import { type Command, defineCommand } from '../../command.ts';
import { urlOption } from '../shared-options.ts';
import { callerOf } from './call-external-auth.ts';

/** `grantry external-auth default` */
export const chooseDefault: Command = defineCommand({
  description: 'Chooses which of your accounts at a provider is meant when none is named: by you, by git, by your agents.',
  arguments: { provider: { summary: "The provider's id." }, account: { summary: 'The account, as grantry external-auth list names it.' } },
  options: { url: urlOption },
  examples: [{ does: 'Use your work account from now on:', lines: ['grantry external-auth default github octo-work'] }],
  run: async ({ provider, account, url }, terminal) => {
    const caller = await callerOf(terminal, url, provider);
    await caller.call('/default', { method: 'PUT', json: { account } });
    terminal.say(`${account} is what ${provider} means from now on.`);
    return 'done';
  },
});
