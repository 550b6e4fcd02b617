import { callAsUser } from '../../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../../command.ts';
import { urlOption } from '../../shared-options.ts';
import { policyPath } from './policy-flags.ts';

/** `grantry federation policy delete` */
export const deletePolicy: Command = defineCommand({
  description: 'Deletes a trust policy. Tokens that were handed out by it work until they end. For administrators.',
  arguments: { name: { summary: 'Its name.' } },
  options: { url: urlOption },
  examples: [{ does: 'Delete one:', lines: ['grantry federation policy delete deploy'] }],
  run: async ({ name, url }, terminal) => {
    const listedBy = 'grantry federation policy list';
    await callAsUser(terminal.environment, url, { path: policyPath(name), method: 'DELETE', listedBy });
    terminal.say(`Deleted policy ${name}.`);
    return 'done';
  },
});
