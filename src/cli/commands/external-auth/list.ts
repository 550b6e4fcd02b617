import { callAsUser } from '../../api/call-as-user.ts';
import { isJsonObject, type JsonObject, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { renderJson, renderTable } from '../../table.ts';
import { outputOption, urlOption } from '../shared-options.ts';

const objectsIn = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

/** How the account stands, in words. */
function describeLink(link: JsonObject | undefined): string {
  if (link === undefined) return 'not linked';
  return link.authenticated === true ? 'works' : `does not work: ${textOf(link, 'validate_error') || 'link it again'}`;
}

/** `grantry external-auth list` */
export const listExternalAuth: Command = defineCommand({
  description: 'Lists the providers of the server, and whether your account at each is linked and works.',
  options: { url: urlOption, output: outputOption },
  examples: [{ does: 'See which accounts need to be linked:', lines: ['grantry external-auth list'] }],
  run: async ({ url: named, output }, terminal) => {
    const { url, body } = await callAsUser(terminal.environment, named, { path: '/api/v2/external-auth' });
    const links = objectsIn(body.links);
    const rows = objectsIn(body.providers).map((provider) => {
      const id = textOf(provider, 'id');
      const link = links.find((each) => textOf(each, 'provider_id') === id);
      return [id, textOf(provider, 'display_name'), describeLink(link), link?.authenticated === true ? '' : `${url}/external-auth/${id}`];
    });
    terminal.print(output === 'json' ? renderJson(body) : renderTable(['id', 'name', 'account', 'link it at'], rows));
    return 'done';
  },
});
