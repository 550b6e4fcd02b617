import { callAsUser } from '../../api/call-as-user.ts';
import { textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { renderJson } from '../../table.ts';
import { outputOption, urlOption } from '../shared-options.ts';

const secondsByUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function decodeLifetime(text: string): number {
  const [, count = '', unit = ''] = /^([1-9]\d{0,6})([smhd])$/.exec(text) ?? [];
  const length = secondsByUnit[unit];
  if (length === undefined)
    throw new CommandFailure(`--lifetime: found ${JSON.stringify(text)}; accepted: a number and s, m, h or d, such as 12h`);
  return Number(count) * length;
}

/** `grantry agent create` */
export const createAgent: Command = defineCommand({
  description: 'Makes an agent that acts for you, and prints its token. The token is shown this once.',
  arguments: { name: { summary: 'What you call it: a workspace, a CI job, an assistant.' } },
  options: {
    provider: { value: 'id', isRepeatable: true, summary: 'A provider it may get tokens of. Left out, it may get those of all.' },
    lifetime: { value: 'duration', summary: 'How long it lives, such as 12h or 90d. Left out, until you revoke it.' },
    url: urlOption,
    output: outputOption,
  },
  examples: [
    {
      does: 'Give a CI job the token of your GitHub account, and no other:',
      lines: ['GRANTRY_AGENT_TOKEN=$(grantry agent create ci --provider github)'],
    },
  ],
  run: async ({ name, provider, lifetime, url, output }, terminal) => {
    const json = {
      name,
      ...(provider.length === 0 ? {} : { allowed_providers: provider }),
      ...(lifetime === undefined ? {} : { lifetime_seconds: decodeLifetime(lifetime) }),
    };
    const { body } = await callAsUser(terminal.environment, url, { path: '/api/v2/agents', method: 'POST', body: { json } });
    terminal.print(output === 'json' ? renderJson(body) : `${textOf(body, 'token')}\n`);
    return 'done';
  },
});
