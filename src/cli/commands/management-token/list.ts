import { callAsUser } from '../../api/call-as-user.ts';
import { type JsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { describeTime } from '../../describe-time.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';

const rightsOf = ({ rights }: JsonObject): string => (Array.isArray(rights) ? rights.join(' ') : '');

const serviceOf = ({ service_id: serviceId }: JsonObject): string => (typeof serviceId === 'number' ? String(serviceId) : 'all');

const render = (tokens: readonly JsonObject[]): string =>
  renderTable(
    ['id', 'name', 'service', 'rights', 'last used', 'created'],
    tokens.map((token) => [
      textOf(token, 'id'),
      textOf(token, 'name'),
      serviceOf(token),
      rightsOf(token),
      describeTime(token.last_used),
      describeTime(token.created_at),
    ]),
  );

/** `grantry management-token list` */
export const listManagementTokens: Command = defineCommand({
  description: 'Lists the tokens of the engine API, what they open, and when they were last used. Administrators only.',
  options: { url: urlOption },
  examples: [{ does: 'See what nobody uses:', lines: ['grantry management-token list'] }],
  run: async ({ url }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/management-tokens' });
    await answer(terminal, body, () => render(objectsOf(body, 'tokens')));
    return 'done';
  },
});
