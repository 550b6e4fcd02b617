import { callAsUser } from '../../api/call-as-user.ts';
import { objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';

const head = ['id', 'name', 'type', 'linked by', 'refreshes', 'revokes'] as const;

const yes = (value: unknown): string => (value === true ? 'yes' : 'no');

/** `grantry external-auth providers` */
export const listProviders: Command = defineCommand({
  description: 'Lists the providers whose accounts can be linked, and what the server does for them.',
  options: { url: urlOption },
  examples: [{ does: 'Find the id to link an account with:', lines: ['grantry external-auth providers'] }],
  run: async ({ url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/external-auth' });
    const providers = objectsOf(body, 'providers');
    const rows = providers.map((provider) => [
      textOf(provider, 'id'),
      textOf(provider, 'display_name'),
      textOf(provider, 'type'),
      provider.device === true ? 'device code' : 'browser',
      yes(provider.allow_refresh),
      yes(provider.supports_revocation),
    ]);
    await answer(terminal, { providers }, () => renderTable(head, rows));
    return 'done';
  },
});
