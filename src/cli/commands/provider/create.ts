import { callAsUser } from '../../api/call-as-user.ts';
import { textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { renderProvider } from './provider-output.ts';
import { readSettingFlags, settingFlags } from './setting-flags.ts';

/** `grantry provider create` */
export const createProvider: Command = defineCommand({
  description: 'Adds a provider. It works at once; what you do not set is the default of its type. For administrators.',
  options: { ...settingFlags, url: urlOption },
  examples: [
    {
      does: 'Add GitHub:',
      lines: ['grantry provider create --type github --client-id Iv1.0123456789abcdef \\', '  --client-secret-file ./github.secret'],
    },
  ],
  run: async (typed, terminal) => {
    const json = await readSettingFlags(typed, terminal);
    const request = { path: '/api/v2/external-auth-providers', method: 'POST', body: { json } } as const;
    const { body } = await callAsUser(terminal.environment, typed.url, request);
    await answer(terminal, body, () => renderProvider(body));
    terminal.say(`Register this callback URL at the provider: ${textOf(body, 'callback_url')}`);
    return 'done';
  },
});
