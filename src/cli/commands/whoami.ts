import { callAsUser } from '../api/call-as-user.ts';
import { textOf } from '../api/read-answer.ts';
import { type Command, defineCommand } from '../command.ts';
import { CommandFailure } from '../command-failure.ts';
import { describeCredentials } from '../configuration/describe-credentials.ts';
import { answer } from '../output/answer.ts';
import { renderFacts } from '../table.ts';
import { urlOption } from './shared-options.ts';

/** `grantry whoami` */
export const whoami: Command = defineCommand({
  description:
    'Asks the server whom your sign-in or token speaks for. If there is a token for the engine API, it shows that too, and where it is from.',
  options: { url: urlOption },
  examples: [{ does: 'See who you are, and where:', lines: ['grantry whoami'] }],
  run: async ({ url: named }, terminal) => {
    const { server, bearer, source } = await describeCredentials(terminal);
    const isApart = source === 'env' || source === 'config' || source === 'flag';
    const credentials = [{ name: 'bearer', value: bearer, source }];
    const shown = renderFacts([
      ['server', server],
      ['bearer', `${bearer} [${source}]`],
    ]);
    // A token of the engine API speaks for a service: nobody has to be signed in beside it.
    const signedIn = callAsUser(terminal.environment, named, { path: '/api/v2/users/me' });
    const user = await signedIn.catch((error: unknown) => {
      if (isApart && error instanceof CommandFailure) return undefined;
      throw error;
    });
    const person = user === undefined ? '' : `${textOf(user.body, 'username')} <${textOf(user.body, 'email')}> at ${user.url}\n`;
    await answer(terminal, isApart ? { ...user?.body, credentials } : (user?.body ?? {}), `${person}${isApart ? shown : ''}`);
    return 'done';
  },
});
