import { callAsUser } from '../../api/call-as-user.ts';
import { objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { describeTime } from '../../describe-time.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';
import { describeRules, identitiesOf } from './describe-agent.ts';

/** `grantry agent list` */
export const listAgents: Command = defineCommand({
  description: 'Lists the agents that act for you.',
  options: { url: urlOption },
  examples: [{ does: 'See when each was last used:', lines: ['grantry agent list'] }],
  run: async ({ url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/agents' });
    const rows = objectsOf(body, 'agents').map((agent) => [
      textOf(agent, 'id'),
      textOf(agent, 'name'),
      describeRules(agent).join(' '),
      identitiesOf(agent)
        .map(([, description]) => description)
        .join(' ') || 'token',
      describeTime(agent.expires_at),
      describeTime(agent.last_used_at),
    ]);
    await answer(terminal, body, () => renderTable(['id', 'name', 'may get', 'known by', 'expires', 'last used'], rows));
    return 'done';
  },
});
