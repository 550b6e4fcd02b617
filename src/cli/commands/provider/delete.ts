import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { urlOption } from '../shared-options.ts';

/** `grantry provider delete` */
export const deleteProvider: Command = defineCommand({
  description: 'Deletes a provider. Linked accounts stay, and work again when a provider of that id comes back. For administrators.',
  arguments: { provider: { summary: "The provider's id." } },
  options: { force: { summary: 'Delete it even if accounts are linked.' }, url: urlOption },
  examples: [{ does: 'Delete the provider called mine:', lines: ['grantry provider delete mine'] }],
  run: async ({ provider, force, url }, terminal) => {
    const path = `/api/v2/external-auth-providers/${encodeURIComponent(provider)}${force ? '?force=true' : ''}`;
    await callAsUser(terminal.environment, url, { path, method: 'DELETE', listedBy: 'grantry provider list' });
    terminal.say(`Deleted ${provider}.`);
    return 'done';
  },
});
