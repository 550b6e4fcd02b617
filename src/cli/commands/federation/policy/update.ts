import { callAsUser } from '../../../api/call-as-user.ts';
import type { JsonObject } from '../../../api/read-answer.ts';
import { type Command, defineCommand } from '../../../command.ts';
import { CommandFailure } from '../../../command-failure.ts';
import { answer } from '../../../output/answer.ts';
import { urlOption } from '../../shared-options.ts';
import { decodePolicyFlags, policyFlags, policyPath } from './policy-flags.ts';
import { describePolicy } from './policy-output.ts';

/** What the API tells of a policy besides what somebody wrote. */
const told: ReadonlySet<string> = new Set(['name', 'source', 'created_at', 'updated_at', 'updated_by']);

/** Lays what was typed over a policy; it keeps its version, so that nobody else's change is lost. */
function merge(before: JsonObject, typed: JsonObject): JsonObject {
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !told.has(name)));
  const { installation_id: _id, owner: _owner, ...others } = kept;
  return 'owner' in typed || 'installation_id' in typed ? { ...others, ...typed } : { ...kept, ...typed };
}

/** `grantry federation policy update` */
export const updatePolicy: Command = defineCommand({
  description: 'Changes a trust policy; what is not named stays. For administrators.',
  arguments: { name: { summary: 'Its name.' } },
  options: { ...policyFlags, url: urlOption },
  examples: [{ does: 'Give its tokens ten minutes:', lines: ['grantry federation policy update deploy --max-lifetime 10m'] }],
  run: async ({ name, url, ...typed }, terminal) => {
    const changes = decodePolicyFlags(typed);
    if (Object.keys(changes).length === 0) throw new CommandFailure('nothing to change', 'grantry federation policy update --help');
    const policy = { path: policyPath(name), listedBy: 'grantry federation policy list' };
    const { body: before } = await callAsUser(terminal.environment, url, policy);
    const json = merge(before, changes);
    const { body } = await callAsUser(terminal.environment, url, { ...policy, method: 'PUT', body: { json } });
    await answer(terminal, body, () => describePolicy(body));
    return 'done';
  },
});
