import { type Command, defineCommand } from '../command.ts';
import { askForToken } from '../git/ask-for-token.ts';
import { getAsker } from '../git/asker.ts';
import { decodePrompt } from '../git/decode-prompt.ts';
import { gitOptions } from '../git/git-options.ts';
import { accountIn } from '../git/user-name.ts';

/** `grantry git-askpass <prompt>`, and what the executable does when git runs it as `GIT_ASKPASS`. */
export const gitAskpass: Command = defineCommand({
  description:
    'Answers a prompt of git with the user name or the token of the account that serves the URL in it. Where the account is not linked it opens the page where it is, and waits. Set GIT_ASKPASS to the path of grantry itself: git gives the prompt alone, and grantry knows it.',
  arguments: { prompt: { summary: "What git asks, such as Username for 'https://github.com':" } },
  options: {
    ...gitOptions,
    'no-open': { summary: 'Only print the URL where the account is linked.' },
  },
  examples: [
    { does: 'Let git ask in this shell:', lines: ['export GIT_ASKPASS="$(command -v grantry)"'] },
    { does: 'See what git would get:', lines: ['grantry git-askpass "Password for \'https://github.com\':"'] },
  ],
  run: async ({ prompt, account, 'no-open': noOpen, ...flags }, terminal) => {
    const { match, user } = decodePrompt(prompt);
    const asker = await getAsker(flags, terminal.environment);
    const question = { match, account, username: accountIn(user) };
    let answer = await askForToken(asker, question);
    if (answer.outcome === 'link_needed') {
      terminal.say(`Link your account to go on: ${answer.url}`);
      if (!noOpen) (await import('../login/open-browser.ts')).openBrowser(answer.url);
      const { waitForToken } = await import('../git/wait-for-token.ts');
      answer = await waitForToken(asker, question, terminal);
    }
    if (answer.outcome === 'no_provider') {
      terminal.say(`grantry: ${answer.words}`); // git asks the person then
      return 'failed';
    }
    const { username, password } = answer.credential;
    terminal.print(`${password === '' || user === '' ? username : password}\n`);
    return 'done';
  },
});
