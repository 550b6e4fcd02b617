import { callAsUser } from '../../api/call-as-user.ts';
import { isJsonObject, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answerPlain } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { decodeWebhookFlags, webhookFlags } from './webhook-flags.ts';

/** `grantry webhook create` */
export const createWebhook: Command = defineCommand({
  description:
    'Has a URL told of what happens to connections, and prints the secret its messages are signed with. The secret is shown this once.',
  arguments: { to: { summary: 'The https URL that takes the messages.' } },
  options: { ...webhookFlags, url: urlOption },
  examples: [
    {
      does: 'Be told when a connection stops working:',
      lines: ['grantry webhook create https://hooks.example --event connection.degraded'],
    },
  ],
  run: async ({ to, url, ...flags }, terminal) => {
    const json = { url: to, ...decodeWebhookFlags(flags) };
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/webhooks', method: 'POST', body: { json } });
    terminal.say(`Made webhook ${isJsonObject(body.webhook) ? textOf(body.webhook, 'id') : ''}. Its secret, shown this once:`);
    await answerPlain(terminal, body, `${textOf(body, 'secret')}\n`);
    return 'done';
  },
});
