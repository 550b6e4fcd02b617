import { callAsUser } from '../../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../../command.ts';
import { answer } from '../../../output/answer.ts';
import { urlOption } from '../../shared-options.ts';
import { policyPath } from './policy-flags.ts';
import { describePolicy } from './policy-output.ts';

/** `grantry federation policy show` */
export const showPolicy: Command = defineCommand({
  description: 'Shows a trust policy. For administrators.',
  arguments: { name: { summary: 'Its name.' } },
  options: { url: urlOption },
  examples: [{ does: 'See everything about one:', lines: ['grantry federation policy show deploy'] }],
  run: async ({ name, url }, terminal) => {
    const request = { path: policyPath(name), listedBy: 'grantry federation policy list' };
    const { body } = await callAsUser(terminal.environment, url, request);
    await answer(terminal, body, () => describePolicy(body));
    return 'done';
  },
});
