import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { renderProvider } from './provider-output.ts';

/** `grantry provider show` */
export const showProvider: Command = defineCommand({
  description: 'Shows every setting of a provider, and where it is from. Secrets are not shown. For administrators.',
  arguments: { id: { summary: "The provider's id." } },
  options: { url: urlOption },
  examples: [{ does: 'See what the environment sets, and what is the default:', lines: ['grantry provider show github'] }],
  run: async ({ id, url }, terminal) => {
    const path = `/api/v2/external-auth-providers/${encodeURIComponent(id)}`;
    const { body } = await callAsUser(terminal.environment, url, { path, listedBy: 'grantry provider list' });
    await answer(terminal, body, () => renderProvider(body));
    return 'done';
  },
});
