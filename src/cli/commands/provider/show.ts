import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { urlOption } from '../shared-options.ts';
import { renderAs, renderProvider, structuredOutputOption } from './provider-output.ts';

/** `grantry provider show` */
export const showProvider: Command = defineCommand({
  description: 'Shows every setting of a provider, and where it is from. Secrets are not shown. For administrators.',
  arguments: { id: { summary: "The provider's id." } },
  options: { url: urlOption, output: structuredOutputOption },
  examples: [{ does: 'See what the environment sets, and what is the default:', lines: ['grantry provider show github'] }],
  run: async ({ id, url, output }, terminal) => {
    const path = `/api/v2/external-auth-providers/${encodeURIComponent(id)}`;
    const { body } = await callAsUser(terminal.environment, url, { path, listedBy: 'grantry provider list' });
    terminal.print(await renderAs(output, body, () => renderProvider(body)));
    return 'done';
  },
});
