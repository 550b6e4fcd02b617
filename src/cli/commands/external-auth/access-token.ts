import { type AgentFlags, agentOptions } from '../../agent/agent-options.ts';
import { findAgentIdentity } from '../../agent/find-agent-identity.ts';
import { callApi } from '../../api/call-api.ts';
import { type JsonObject, readAnswer, textOf } from '../../api/read-answer.ts';
import type { CommandTerminal } from '../../command.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { Terminal } from '../../terminal.ts';
import { urlOption } from '../shared-options.ts';
import { accountOption } from './account-option.ts';
import { externalAuthPath, type Parameters, queryOf } from './external-auth-path.ts';

/** Which token is wanted, and as whom it is asked for. */
interface Wanted extends AgentFlags {
  readonly provider: string;
  readonly account: string | undefined;
  readonly installation: string | undefined;
  readonly repository: readonly string[];
  readonly permission: readonly string[];
  readonly 'min-validity': string | undefined;
  readonly url: string | undefined;
}

async function parametersOf({ account, installation, repository, permission, 'min-validity': length }: Wanted): Promise<Parameters> {
  if (installation === undefined && repository.length + permission.length > 0) {
    throw new CommandFailure('--repository and --permission are about a token of an installation', '--installation <id|owner>');
  }
  const which = { account, installation, repository, permission };
  if (length === undefined) return which;
  const { decodeDuration } = await import('../../duration.ts');
  return { ...which, min_validity: decodeDuration('--min-validity', length) };
}

/** Asks as the agent if there is one, otherwise as the person who is signed in. */
async function fetchToken(wanted: Wanted, terminal: Terminal): Promise<JsonObject> {
  const parameters = await parametersOf(wanted);
  const agent = await findAgentIdentity(wanted, terminal.environment);
  if (agent !== undefined) {
    const path = `/api/v2/workspaceagents/me/external-auth${queryOf({ id: wanted.provider, ...parameters })}`;
    return readAnswer(agent.url, await callApi({ ...agent, path }));
  }
  const { callAsUser } = await import('../../api/call-as-user.ts');
  const path = externalAuthPath(wanted.provider, '/access-token', parameters);
  return (await callAsUser(terminal.environment, wanted.url, { path })).body;
}

async function extract(extra: unknown, path: string): Promise<string> {
  if (extra === null || extra === undefined) throw new CommandFailure('no extra properties found for token');
  const { findByPath } = await import('../../json-path.ts');
  return findByPath(extra, path);
}

/**
 * Prints a token, or the URL where the account is linked; the URL comes first, whatever else was asked for.
 *
 * Neither is followed by a line's end: scripts take the output as it is.
 */
async function printToken(found: JsonObject, extraPath: string | undefined, terminal: CommandTerminal): Promise<ExitCode> {
  const url = textOf(found, 'url');
  const { format, jq } = terminal.frame;
  const isPlain = jq === undefined && (format === undefined || format === 'pretty');
  if (!isPlain) await (await import('../../output/answer.ts')).answerPlain(terminal, found, '');
  else if (url !== '') terminal.print(url);
  else terminal.print(extraPath === undefined ? textOf(found, 'access_token') : await extract(found.token_extra, extraPath));
  return url === '' ? 'done' : 'failed';
}

/** `grantry external-auth access-token`, as seed 000 has it. */
export const accessToken: Command = defineCommand({
  description:
    'Print an access-token for an external auth provider. The access-token will be validated and sent to stdout with exit code 0. If a valid access-token cannot be obtained, the URL to authenticate will be sent to stdout with exit code 1. Without an agent token it is the token of the user who is signed in.',
  arguments: { provider: { summary: "The provider's id." } },
  options: {
    extra: { value: 'string', summary: 'Extract a field from the "extra" properties of the OAuth token.' },
    account: accountOption,
    installation: {
      value: 'id|owner',
      summary: "A token of the provider's GitHub App instead, of this installation or of this user's or organization's.",
    },
    repository: { value: 'name', isRepeatable: true, summary: 'A repository that token is for, without its owner.' },
    permission: { value: 'name=level', isRepeatable: true, summary: 'What that token may do, such as contents=read.' },
    'min-validity': { value: 'duration', summary: 'How long the token must live, such as 10m: one that ends sooner is renewed first.' },
    ...agentOptions,
    url: urlOption,
  },
  examples: [
    {
      does: 'Ensure that the user is authenticated with GitHub before cloning:',
      lines: [
        '#!/usr/bin/env sh',
        '',
        'OUTPUT=$(grantry external-auth access-token github)',
        'if [ $? -eq 0 ]; then',
        '  echo "Authenticated with GitHub"',
        'else',
        '  echo "Please authenticate with GitHub:"',
        '  echo $OUTPUT',
        'fi',
      ],
    },
    {
      does: 'Obtain an extra property of an access token for additional metadata:',
      lines: ['grantry external-auth access-token slack --extra "authed_user.id"'],
    },
    {
      does: 'Get a token of your other account:',
      lines: ['grantry external-auth access-token github --account octo-work'],
    },
    {
      does: 'Get a token of a GitHub App that reads one repository:',
      lines: ['grantry external-auth access-token github --installation octo-org \\', '  --repository app --permission contents=read'],
    },
    {
      does: 'Get a token that outlives a long build:',
      lines: ['grantry external-auth access-token gitlab --min-validity 30m'],
    },
  ],
  run: async ({ extra, ...wanted }, terminal) => printToken(await fetchToken(wanted, terminal), extra, terminal),
});
