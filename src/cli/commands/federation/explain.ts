import { findIdentityToken } from '../../agent/find-identity-token.ts';
import { readTokenFile } from '../../agent/read-token-file.ts';
import { callAsUser } from '../../api/call-as-user.ts';
import { isJsonObject, type JsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { getSignedIn } from '../../credentials/signed-in.ts';
import { answer } from '../../output/answer.ts';
import { renderFacts } from '../../table.ts';
import { decodeNarrowing, narrowingFlags } from '../github-app/installation-flags.ts';
import { urlOption } from '../shared-options.ts';

const describeCheck = (check: JsonObject): readonly [string, string] => [
  `  ${check.holds === true ? 'ok  ' : 'FAIL'} ${textOf(check, 'rule')}`,
  `wanted ${textOf(check, 'wanted')}; found ${textOf(check, 'found') || 'nothing'}`,
];

/** What was decided, then each policy with its rules, those that fail marked. */
function renderExplanation(body: JsonObject): string {
  const token = isJsonObject(body.token) ? body.token : {};
  const verdict = body.allowed === true ? `allowed by ${textOf(body, 'policy')}` : `refused: ${textOf(body, 'cause')}`;
  const facts = renderFacts([
    ['decision', verdict],
    ['issuer', textOf(token, 'issuer')],
    ['subject', textOf(token, 'subject')],
    ['audience', Array.isArray(token.audience) ? token.audience.join(' ') : ''],
  ]);
  const policies = objectsOf(body, 'policies').map((policy) => {
    const title = `${textOf(policy, 'name')} (${textOf(policy, 'source')}): ${policy.allows === true ? 'allows it' : 'does not allow it'}\n`;
    return `\n${title}${renderFacts(objectsOf(policy, 'checks').map(describeCheck))}`;
  });
  return `${facts}${policies.join('')}`;
}

/** `grantry federation explain` */
export const explainToken: Command = defineCommand({
  description:
    'Says what would come of exchanging a token: which trust policies were looked at, which rule fails, and why. Nothing is made, and the token is not spent. For administrators. The exit code is 1 if it would be refused.',
  options: {
    'token-file': { value: 'path', summary: 'A file with the JWT. Left out, it is the one of this job of GitHub Actions.' },
    provider: { value: 'id', summary: 'The provider that is asked for. Left out, any.' },
    ...narrowingFlags,
    url: urlOption,
  },
  examples: [{ does: 'See why a job is refused:', lines: ['grantry federation explain --token-file job.jwt --provider github'] }],
  run: async ({ 'token-file': tokenFile, provider, repository, permission, url }, terminal) => {
    const { environment } = terminal;
    const narrowing = decodeNarrowing({ repository, permission });
    const audience = (await getSignedIn(environment, url)).url;
    const token =
      tokenFile === undefined ? await findIdentityToken({ environment, tokenFile, audience }) : readTokenFile(tokenFile, 'token');
    const json = { token, ...(provider === undefined ? {} : { provider }), ...narrowing };
    const { body } = await callAsUser(environment, url, { path: '/api/v2/federation/explain', method: 'POST', body: { json } });
    await answer(terminal, body, () => renderExplanation(body));
    return body.allowed === true ? 'done' : 'failed';
  },
});
