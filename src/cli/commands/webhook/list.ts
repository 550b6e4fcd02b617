import { callAsUser } from '../../api/call-as-user.ts';
import { objectsOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { renderWebhooks } from './webhook-output.ts';

/** `grantry webhook list` */
export const listWebhooks: Command = defineCommand({
  description: 'Lists the webhooks, and whether they work. Administrators only.',
  options: { url: urlOption },
  examples: [{ does: 'See which webhooks fail:', lines: ['grantry webhook list'] }],
  run: async ({ url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/webhooks' });
    await answer(terminal, body, () => renderWebhooks(objectsOf(body, 'webhooks')));
    return 'done';
  },
});
