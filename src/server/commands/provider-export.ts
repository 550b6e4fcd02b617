import { callAsUser } from '../../cli/api/call-as-user.ts';
import { isJsonObject, type JsonObject, objectsOf, textOf } from '../../cli/api/read-answer.ts';
import { type Command, defineCommand } from '../../cli/command.ts';
import { urlOption } from '../../cli/commands/shared-options.ts';
import type { Terminal } from '../../cli/terminal.ts';

type Entry = Readonly<Record<string, unknown>>;

/** What the operator set of a provider, without what its type brings, as the REST API tells it. */
function entryOf(provider: JsonObject): Entry {
  const settings = isJsonObject(provider.settings) ? provider.settings : {};
  const set = Object.entries(settings).flatMap(([name, setting]) =>
    isJsonObject(setting) && textOf(setting, 'source') !== 'default' ? [[name, setting.value]] : [],
  );
  return { id: provider.id, ...Object.fromEntries(set) };
}

async function askServer(terminal: Terminal, url: string | undefined): Promise<readonly Entry[]> {
  const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/external-auth-providers' });
  return objectsOf(body, 'providers').map(entryOf);
}

/** The same from the settings and the database of this machine, with what only the master key opens. */
async function readDatabase(terminal: Terminal): Promise<readonly Entry[]> {
  const [{ openSettingsRooms }, { describeSettings }] = await Promise.all([
    import('./open-settings-rooms.ts'),
    import('../../broker/provider-settings/describe-settings.ts'),
  ]);
  const rooms = await openSettingsRooms(terminal);
  try {
    return rooms.catalog.effective.map((provider) => {
      const set = describeSettings(provider).filter(({ source }) => source !== 'default');
      const entries = set.map(({ definition: { key }, value }) => [key.toLowerCase(), value ?? provider.settings.values.get(key)]);
      return { id: provider.id, ...Object.fromEntries(entries) };
    });
  } finally {
    await rooms.close();
  }
}

/** `grantry provider export` */
export const exportProviders: Command = defineCommand({
  description:
    'Writes the providers as YAML that grantry.yaml takes as it is, and grantry provider import reads: what was set, wherever it was set, without what the types bring. Client secrets are left out, since the server never shows them; with --with-secrets the command reads them itself, on the server, from its settings and its database.',
  options: {
    'with-secrets': { summary: 'Write client secrets too. Needs the settings and the master key of the server.' },
    url: urlOption,
  },
  examples: [
    { does: 'Write the providers to a file:', lines: ['grantry provider export > providers.yaml'] },
    { does: 'Take everything along to another server:', lines: ['umask 077 && grantry provider export --with-secrets > all.yaml'] },
  ],
  run: async (typed, terminal) => {
    const withSecrets = typed['with-secrets'];
    const providers = withSecrets ? await readDatabase(terminal) : await askServer(terminal, typed.url);
    const { stringify } = await import('yaml');
    terminal.print(stringify({ external_auth: providers }, { lineWidth: 0 }));
    terminal.say(withSecrets ? 'This holds client secrets: keep it as you keep them.' : 'Client secrets are left out.');
    return 'done';
  },
});
