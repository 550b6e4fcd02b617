import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answerQuietly } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { webhookPath } from './webhook-flags.ts';

/** `grantry webhook test` */
export const testWebhook: Command = defineCommand({
  description: 'Sends a webhook an endpoint.test, whatever events it is told of.',
  arguments: { webhook: { summary: 'Its id.' } },
  options: { url: urlOption },
  examples: [
    {
      does: 'Send a test, and see what came of it:',
      lines: ['grantry webhook test 0hQ2wJcVqa3kTz9LmB', 'grantry webhook deliveries 0hQ2wJcVqa3kTz9LmB'],
    },
  ],
  run: async ({ webhook, url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, {
      path: `${webhookPath(webhook)}/test`,
      method: 'POST',
      listedBy: 'grantry webhook list',
    });
    await answerQuietly(terminal, body);
    terminal.say(`A test is on its way. See grantry webhook deliveries ${webhook}`);
    return 'done';
  },
});
