import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { decodeWebhookFlags, webhookFlags, webhookPath } from './webhook-flags.ts';
import { describeWebhook } from './webhook-output.ts';

/** `grantry webhook update` */
export const updateWebhook: Command = defineCommand({
  description: 'Changes a webhook; what is not named stays. Enabling one sends what it was still to be told.',
  arguments: { webhook: { summary: 'Its id.' } },
  options: {
    to: { value: 'url', summary: 'The https URL that takes the messages from now on.' },
    ...webhookFlags,
    enable: { summary: 'Send to it again.' },
    disable: { summary: 'Send nothing to it.' },
    url: urlOption,
  },
  examples: [{ does: 'Send again to one that was disabled:', lines: ['grantry webhook update 0hQ2wJcVqa3kTz9LmB --enable'] }],
  run: async ({ webhook, to, enable, disable, url, ...flags }, terminal) => {
    if (enable && disable) throw new CommandFailure('--enable and --disable contradict each other');
    const json = {
      ...(to === undefined ? {} : { url: to }),
      ...decodeWebhookFlags(flags),
      ...(enable || disable ? { enabled: enable } : {}),
    };
    if (Object.keys(json).length === 0) throw new CommandFailure('nothing to change', 'grantry webhook update --help');
    const { body } = await callAsUser(terminal.environment, url, {
      path: webhookPath(webhook),
      method: 'PATCH',
      body: { json },
      listedBy: 'grantry webhook list',
    });
    await answer(terminal, body, () => describeWebhook(body));
    return 'done';
  },
});
