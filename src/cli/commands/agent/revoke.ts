import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { urlOption } from '../shared-options.ts';

/** `grantry agent revoke` */
export const revokeAgent: Command = defineCommand({
  description: 'Revokes one of your agents. Its token stops working at once.',
  arguments: { agent: { summary: 'Its id or its name.' } },
  options: { url: urlOption },
  examples: [{ does: 'Revoke the agent called ci:', lines: ['grantry agent revoke ci'] }],
  run: async ({ agent, url }, terminal) => {
    await callAsUser(terminal.environment, url, {
      path: `/api/v2/agents/${encodeURIComponent(agent)}`,
      method: 'DELETE',
      listedBy: 'grantry agent list',
    });
    terminal.say(`Revoked ${agent}.`);
    return 'done';
  },
});
