import { callAsUser } from '../../api/call-as-user.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { answer } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';
import { renderProvider } from './provider-output.ts';
import { readSettingFlags, settingFlags } from './setting-flags.ts';

const { id: _id, ...changeable } = settingFlags;

/** `grantry provider update` */
export const updateProvider: Command = defineCommand({
  description: 'Changes settings of a provider. What you do not name stays as it is. For administrators.',
  arguments: { provider: { summary: "The provider's id." } },
  options: {
    ...changeable,
    unset: { value: 'setting', isRepeatable: true, summary: 'Take a setting away, such as scopes, so that the default holds again.' },
    url: urlOption,
  },
  examples: [
    {
      does: 'Ask for other scopes, and show the name the type brings:',
      lines: ['grantry provider update github --scopes "repo read:org" \\', '  --unset display-name'],
    },
  ],
  run: async (typed, terminal) => {
    const unset = Object.fromEntries(typed.unset.map((name) => [name.toLowerCase().replaceAll('-', '_'), null]));
    const json = { ...unset, ...(await readSettingFlags(typed, terminal)) };
    if (Object.keys(json).length === 0) throw new CommandFailure('nothing to change was named', 'grantry provider update --help');
    const path = `/api/v2/external-auth-providers/${encodeURIComponent(typed.provider)}`;
    const { body } = await callAsUser(terminal.environment, typed.url, {
      path,
      method: 'PATCH',
      body: { json },
      listedBy: 'grantry provider list',
    });
    await answer(terminal, body, () => renderProvider(body));
    return 'done';
  },
});
