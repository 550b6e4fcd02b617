import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { webhookPath } from './webhook-flags.ts';
import { describeWebhook } from './webhook-output.ts';

/** `grantry webhook show` */
export const showWebhook: Command = defineCommand({
  description: 'Shows a webhook. Its secret is not shown again.',
  arguments: { webhook: { summary: 'Its id.' } },
  options: { url: urlOption },
  examples: [{ does: 'See everything about one:', lines: ['grantry webhook show 0hQ2wJcVqa3kTz9LmB -o json'] }],
  run: async ({ webhook, url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: webhookPath(webhook), listedBy: 'grantry webhook list' });
    await answer(terminal, body, () => describeWebhook(body));
    return 'done';
  },
});
