import { findIdentityToken } from '../../agent/find-identity-token.ts';
import { callApi } from '../../api/call-api.ts';
import { readAnswer, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';
import { answerPlain } from '../../output/answer.ts';
import { decodeNarrowing, narrowingFlags } from '../github-app/installation-flags.ts';
import { identityFlags, serverOption } from './federation-flags.ts';

/** `grantry federation token` */
export const exchangeToken: Command = defineCommand({
  description:
    'Exchanges the identity token of this job for a token of a GitHub App, as a trust policy of the server allows, and prints it. Nobody needs to be signed in. In GitHub Actions the job asks for its token by itself; elsewhere it is in a file.',
  options: {
    provider: { value: 'id', isRequired: true, summary: 'The provider whose GitHub App makes the token.' },
    ...narrowingFlags,
    ...identityFlags,
    url: serverOption,
  },
  examples: [
    {
      does: 'In a job of GitHub Actions, with permissions: { id-token: write }:',
      lines: [
        'export GRANTRY_URL=https://auth.example.com',
        'GH_TOKEN=$(grantry federation token --provider github \\',
        '  --repository app --permission contents=read)',
      ],
    },
  ],
  run: async ({ provider, repository, permission, url, ...identity }, terminal) => {
    if (url === undefined) throw new CommandFailure('which server is meant?', '--url <url>, or GRANTRY_URL');
    const audience = identity['identity-audience'] ?? url.replace(/\/+$/, '');
    const token = await findIdentityToken({ environment: terminal.environment, tokenFile: identity['identity-token-file'], audience });
    const json = { token, provider, ...decodeNarrowing({ repository, permission }) };
    const response = await callApi({ url, path: '/api/v2/federation/token', method: 'POST', body: { json } });
    const body = readAnswer(url, response);
    await answerPlain(terminal, body, textOf(body, 'token'));
    return 'done';
  },
});
