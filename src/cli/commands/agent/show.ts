import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { describeAgent } from './describe-agent.ts';

/** `grantry agent show` */
export const showAgent: Command = defineCommand({
  description: 'Shows what one of your agents may get, and which workloads are it.',
  arguments: { agent: { summary: 'Its id or its name.' } },
  options: { url: urlOption },
  examples: [{ does: 'See what the agent called ci may get:', lines: ['grantry agent show ci'] }],
  run: async ({ agent, url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, {
      path: `/api/v2/agents/${encodeURIComponent(agent)}`,
      listedBy: 'grantry agent list',
    });
    await answer(terminal, body, () => describeAgent(body));
    return 'done';
  },
});
