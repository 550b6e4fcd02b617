import { callAsUser } from '../../api/call-as-user.ts';
import { objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';
import { showValue } from './provider-output.ts';

/** `grantry provider list` */
export const listProviders: Command = defineCommand({
  description: 'Lists the providers of the server, where each is configured, and whether its settings can be used. For administrators.',
  options: { url: urlOption },
  examples: [{ does: 'See every provider:', lines: ['grantry provider list'] }],
  run: async ({ url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/external-auth-providers' });
    const rows = objectsOf(body, 'providers').map((provider) => [
      textOf(provider, 'id'),
      textOf(provider, 'type'),
      textOf(provider, 'display_name'),
      Array.isArray(provider.sources) ? provider.sources.join(' ') : '',
      showValue(provider.connections),
      provider.error === null ? 'ok' : 'cannot be used',
    ]);
    const head = ['id', 'type', 'name', 'configured in', 'accounts', 'settings'];
    await answer(terminal, body, () => renderTable(head, rows));
    return 'done';
  },
});
