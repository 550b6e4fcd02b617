import { callAsUser } from '../../api/call-as-user.ts';
import { objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';

/** `grantry provider test` */
export const testProvider: Command = defineCommand({
  description:
    'Tries the settings of a provider without any account: reads its metadata, and asks its token endpoint to redeem a made-up code. The exit code is 1 if anything failed. For administrators.',
  arguments: { provider: { summary: "The provider's id." } },
  options: { url: urlOption },
  examples: [{ does: 'Find out whether the client secret is right:', lines: ['grantry provider test github'] }],
  run: async ({ provider, url }, terminal) => {
    const path = `/api/v2/external-auth-providers/${encodeURIComponent(provider)}/test`;
    const { body } = await callAsUser(terminal.environment, url, { path, method: 'POST', listedBy: 'grantry provider list' });
    const rows = objectsOf(body, 'checks').map((check) => [textOf(check, 'name'), textOf(check, 'outcome'), textOf(check, 'detail')]);
    await answer(terminal, body, () => renderTable(['check', 'outcome', 'detail'], rows));
    return body.ok === true ? 'done' : 'failed';
  },
});
