import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answerQuietly } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { webhookPath } from './webhook-flags.ts';

/** `grantry webhook replay` */
export const replayDelivery: Command = defineCommand({
  description: 'Sends a delivery again, under the same webhook-id, with all its attempts before it.',
  arguments: { webhook: { summary: "The webhook's id." }, delivery: { summary: "The delivery's id." } },
  options: { url: urlOption },
  examples: [{ does: 'Send one again:', lines: ['grantry webhook replay 0hQ2wJcVqa3kTz9LmB 0hQ2wK1x8sT4nPq7Rz'] }],
  run: async ({ webhook, delivery, url }, terminal) => {
    const path = `${webhookPath(webhook)}/deliveries/${encodeURIComponent(delivery)}/replay`;
    const { body } = await callAsUser(terminal.environment, url, { path, method: 'POST', listedBy: 'grantry webhook list' });
    await answerQuietly(terminal, body);
    terminal.say(`Delivery ${delivery} is on its way again.`);
    return 'done';
  },
});
