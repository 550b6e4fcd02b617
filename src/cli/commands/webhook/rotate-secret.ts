import { callAsUser } from '../../api/call-as-user.ts';
import { textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { decodeDuration } from '../../duration.ts';
import { answerPlain } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { webhookPath } from './webhook-flags.ts';

/** `grantry webhook rotate-secret` */
export const rotateWebhookSecret: Command = defineCommand({
  description:
    'Gives a webhook a new secret and prints it, this once. The old secret signs beside it for a while, so that the receiver can change over.',
  arguments: { webhook: { summary: 'Its id.' } },
  options: {
    overlap: { value: 'duration', summary: 'How long the old secret still signs, up to 7d.', default: '1d' },
    url: urlOption,
  },
  examples: [{ does: 'Change over within an hour:', lines: ['grantry webhook rotate-secret 0hQ2wJcVqa3kTz9LmB --overlap 1h'] }],
  run: async ({ webhook, overlap, url }, terminal) => {
    const path = `${webhookPath(webhook)}/rotate-secret?overlap_seconds=${decodeDuration('--overlap', overlap)}`;
    const { body } = await callAsUser(terminal.environment, url, { path, method: 'POST', listedBy: 'grantry webhook list' });
    await answerPlain(terminal, body, `${textOf(body, 'secret')}\n`);
    return 'done';
  },
});
