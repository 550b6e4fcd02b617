import { callAsUser } from '../api/call-as-user.ts';
import { textOf } from '../api/read-answer.ts';
import { type Command, defineCommand } from '../command.ts';
import { renderJson } from '../table.ts';
import { outputOption, urlOption } from './shared-options.ts';

/** `grantry whoami` */
export const whoami: Command = defineCommand({
  description: 'Asks the server whom your sign-in or token speaks for.',
  options: { url: urlOption, output: outputOption },
  examples: [{ does: 'See who you are, and where:', lines: ['grantry whoami'] }],
  run: async ({ url: named, output }, terminal) => {
    const { url, body } = await callAsUser(terminal.environment, named, { path: '/api/v2/users/me' });
    terminal.print(output === 'json' ? renderJson(body) : `${textOf(body, 'username')} <${textOf(body, 'email')}> at ${url}\n`);
    return 'done';
  },
});
