import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { urlOption } from '../shared-options.ts';

/** `grantry management-token revoke` */
export const revokeManagementToken: Command = defineCommand({
  description: 'Revokes a token of the engine API. It stops working at once. Administrators only.',
  arguments: { token: { summary: 'Its id.' } },
  options: { url: urlOption },
  examples: [{ does: 'Revoke one:', lines: ['grantry management-token revoke 0hQ2wJcVqa3kTz9LmB'] }],
  run: async ({ token, url }, terminal) => {
    await callAsUser(terminal.environment, url, {
      path: `/api/v2/management-tokens/${encodeURIComponent(token)}`,
      method: 'DELETE',
      listedBy: 'grantry management-token list',
    });
    terminal.say(`Revoked token ${token}.`);
    return 'done';
  },
});
