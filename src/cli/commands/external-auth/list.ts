import { callAsUser } from '../../api/call-as-user.ts';
import { type JsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { describeTime } from '../../describe-time.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';
import { describeHealth } from './links.ts';

const head = ['provider', 'account', 'default', 'health', 'token ends', 'cause'] as const;

function describeLink(link: JsonObject): readonly string[] {
  const [state, cause] = describeHealth(link);
  const account = textOf(link, 'account') || '(no name)';
  return [textOf(link, 'provider_id'), account, link.default === true ? 'yes' : '', state, describeTime(link.expires), cause];
}

/** A line for each account, and one for each provider without any. */
function listRows(body: JsonObject): readonly (readonly string[])[] {
  const links = objectsOf(body, 'links');
  const bare = objectsOf(body, 'providers')
    .map((provider) => textOf(provider, 'id'))
    .filter((id) => links.every((link) => textOf(link, 'provider_id') !== id));
  return [...links.map(describeLink), ...bare.map((id) => [id, '', '', 'not linked', '', `grantry external-auth link ${id}`])];
}

/** `grantry external-auth list` */
export const listExternalAuth: Command = defineCommand({
  description:
    'Lists your linked accounts, each tried at its provider: ok, expiring, degraded (it may work again by itself) or needs_reauth (link it again), and why. Of several accounts at one provider, the default is meant when none is named.',
  options: { url: urlOption },
  examples: [
    { does: 'See which accounts need you:', lines: ['grantry external-auth list'] },
    { does: 'Read how they are, in a script:', lines: ["grantry external-auth list -o json | jq '.links[].health'"] },
  ],
  run: async ({ url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/external-auth' });
    await answer(terminal, body, () => renderTable(head, listRows(body)));
    return 'done';
  },
});
