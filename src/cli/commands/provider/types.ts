import { callAsUser } from '../../api/call-as-user.ts';
import { isJsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';
import { showValue } from './provider-output.ts';

/** `grantry provider types` */
export const listProviderTypes: Command = defineCommand({
  description: 'Lists the types of provider the server knows, with their defaults. For administrators.',
  options: { url: urlOption },
  examples: [{ does: 'See every default of every type:', lines: ['grantry provider types -o yaml'] }],
  run: async ({ url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/external-auth-provider-types' });
    const rows = objectsOf(body, 'types').map((type) => [
      textOf(type, 'type'),
      textOf(type, 'display_name'),
      isJsonObject(type.defaults) ? showValue(type.defaults.scopes) : '',
      textOf(type, 'docs'),
    ]);
    await answer(terminal, body, () => renderTable(['type', 'name', 'scopes', 'documented at'], rows));
    return 'done';
  },
});
