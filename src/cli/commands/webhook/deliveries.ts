import { callAsUser } from '../../api/call-as-user.ts';
import { objectsOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { webhookPath } from './webhook-flags.ts';
import { renderDeliveries } from './webhook-output.ts';

/** `grantry webhook deliveries` */
export const listDeliveries: Command = defineCommand({
  description: "Lists a webhook's deliveries of the last 30 days, newest first, with what was answered.",
  arguments: { webhook: { summary: 'Its id.' } },
  options: {
    state: { value: 'state', accepts: ['pending', 'delivered', 'failed'], summary: 'Only those.' },
    before: { value: 'id', summary: 'Only those older than this delivery.' },
    limit: { value: 'number', default: '50', summary: 'How many at most, up to 200.' },
    url: urlOption,
  },
  examples: [{ does: 'See what was given up:', lines: ['grantry webhook deliveries 0hQ2wJcVqa3kTz9LmB --state failed'] }],
  run: async ({ webhook, state, before, limit, url }, terminal) => {
    const query = new URLSearchParams({
      limit,
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { before }),
    });
    const { body } = await callAsUser(terminal.environment, url, {
      path: `${webhookPath(webhook)}/deliveries?${query}`,
      listedBy: 'grantry webhook list',
    });
    await answer(terminal, body, () => renderDeliveries(objectsOf(body, 'deliveries')));
    return 'done';
  },
});
