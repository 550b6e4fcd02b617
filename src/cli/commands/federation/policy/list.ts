import { callAsUser } from '../../../api/call-as-user.ts';
import { objectsOf } from '../../../api/read-answer.ts';
import { type Command, defineCommand } from '../../../command.ts';
import { answer } from '../../../output/answer.ts';
import { urlOption } from '../../shared-options.ts';
import { policiesPath } from './policy-flags.ts';
import { renderPolicies } from './policy-output.ts';

/** `grantry federation policy list` */
export const listPolicies: Command = defineCommand({
  description: 'Lists the trust policies, in the order they are looked at. For administrators.',
  options: { url: urlOption },
  examples: [{ does: 'See whose jobs get tokens:', lines: ['grantry federation policy list'] }],
  run: async ({ url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: policiesPath });
    await answer(terminal, body, () => renderPolicies(objectsOf(body, 'policies')));
    return 'done';
  },
});
