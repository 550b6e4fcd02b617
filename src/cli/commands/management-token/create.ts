import { callAsUser } from '../../api/call-as-user.ts';
import { isJsonObject, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { answerPlain } from '../../output/answer.ts';
import { urlOption } from '../shared-options.ts';

/** A service's number, as the API takes it. */
function readServiceId(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const id = /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw new CommandFailure(`--service-id ${text} is no number of a service`);
  return id;
}

/** `grantry management-token create` */
export const createManagementToken: Command = defineCommand({
  description:
    'Makes a token of the engine API, for one service or for all of them, and prints it. It is shown this once. Administrators only.',
  arguments: { name: { summary: 'What you call it.' } },
  options: {
    'service-id': { value: 'number', summary: 'The service it opens. Left out, it opens all of them.' },
    right: { value: 'right', isRepeatable: true, summary: 'What it is good for, such as use_introspection.' },
    url: urlOption,
  },
  examples: [
    {
      does: 'Let a resource server ask about tokens, and do nothing else:',
      lines: ['grantry management-token create api --service-id 1 \\', '  --right use_introspection'],
    },
  ],
  run: async ({ name, 'service-id': service, right: rights, url }, terminal) => {
    const serviceId = readServiceId(service);
    const json = {
      name,
      ...(serviceId === undefined ? {} : { service_id: serviceId }),
      ...(rights.length === 0 ? {} : { rights }),
    };
    const { body } = await callAsUser(terminal.environment, url, {
      path: '/api/v2/management-tokens',
      method: 'POST',
      body: { json },
    });
    terminal.say(`Made token ${isJsonObject(body.token) ? textOf(body.token, 'id') : ''}, shown this once:`);
    await answerPlain(terminal, body, `${textOf(body, 'key')}\n`);
    return 'done';
  },
});
