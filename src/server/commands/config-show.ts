import { type Command, defineCommand } from '../../cli/command.ts';
import { answer } from '../../cli/output/answer.ts';
import { renderTable } from '../../cli/table.ts';
import { settings } from '../config/settings.ts';

const defaultInWords = new Map(Object.values(settings).map(({ env, defaultInWords }) => [env, defaultInWords]));

/** `grantry config show` */
export const configShow: Command = defineCommand({
  description:
    'Prints the settings in force, with secrets masked, and where each is from: an environment variable, grantry.yaml or the default. Problems are told on stderr, and the exit code is 1 then.',
  examples: [{ does: 'See what the server would start with:', lines: ['grantry config show'] }],
  run: async (_typed, terminal) => {
    const [{ inspectSettings }, { describeSettings }] = await Promise.all([
      import('../config/load-settings.ts'),
      import('../config/describe-settings.ts'),
    ]);
    const inspected = await inspectSettings();
    const described = describeSettings(inspected);
    const providers = inspected.settings.providers.map(({ id, provider }) => ({ id, type: provider.type }));
    const federation = inspected.settings.federation.map(({ name, issuer }) => ({ name, issuer }));
    const rows = described.map(({ setting, value, origin }) => [setting, value ?? `(${defaultInWords.get(setting) ?? 'none'})`, origin]);
    const more = [
      ...providers.map(({ id, type }) => `external_auth: ${id} (${type})\n`),
      ...federation.map(({ name, issuer }) => `federation: ${name} (${issuer})\n`),
    ];
    await answer(terminal, { settings: described, providers, federation }, () =>
      [renderTable(['setting', 'value', 'from'], rows), ...more].join(''),
    );
    for (const { message } of inspected.problems) terminal.say(`grantry: ${message}`);
    return inspected.problems.length === 0 ? 'done' : 'failed';
  },
});
