import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { urlOption } from '../shared-options.ts';
import { webhookPath } from './webhook-flags.ts';

/** `grantry webhook delete` */
export const deleteWebhook: Command = defineCommand({
  description: 'Deletes a webhook, with what it was still to be told.',
  arguments: { webhook: { summary: 'Its id.' } },
  options: { url: urlOption },
  examples: [{ does: 'Delete one:', lines: ['grantry webhook delete 0hQ2wJcVqa3kTz9LmB'] }],
  run: async ({ webhook, url }, terminal) => {
    await callAsUser(terminal.environment, url, { path: webhookPath(webhook), method: 'DELETE', listedBy: 'grantry webhook list' });
    terminal.say(`Deleted webhook ${webhook}.`);
    return 'done';
  },
});
