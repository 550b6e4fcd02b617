import { callAsUser } from '../../api/call-as-user.ts';
import { isJsonObject, type JsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';
import { appPath } from './installation-flags.ts';

const head = ['id', 'owner', 'repositories', 'permissions', 'state'] as const;

const permissionsOf = ({ permissions }: JsonObject): string =>
  isJsonObject(permissions)
    ? Object.entries(permissions)
        .map(([name, level]) => `${name}=${level}`)
        .join(' ')
    : '';

const describe = (installation: JsonObject): readonly string[] => [
  String(installation.id),
  textOf(installation, 'owner'),
  textOf(installation, 'repository_selection'),
  permissionsOf(installation),
  installation.suspended === true ? 'suspended' : 'ok',
];

/** `grantry github-app installations` */
export const listInstallations: Command = defineCommand({
  description: 'Lists where the GitHub App of a provider is installed, and what it may do there. For administrators.',
  arguments: { provider: { summary: "The provider's id." } },
  options: { url: urlOption },
  examples: [{ does: 'See where the app is installed:', lines: ['grantry github-app installations github'] }],
  run: async ({ provider, url }, terminal) => {
    const request = { path: appPath(provider, 'installations'), listedBy: 'grantry provider list' };
    const { body } = await callAsUser(terminal.environment, url, request);
    await answer(terminal, body, () => renderTable(head, objectsOf(body, 'installations').map(describe)));
    return 'done';
  },
});
