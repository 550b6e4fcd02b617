import { CommandFailure } from '../command-failure.ts';
import { askMetadata } from './ask-metadata.ts';
import type { ProofContext } from './proof.ts';
import { readText } from './read-text.ts';
import { readTokenFile } from './read-token-file.ts';

/**
 * The token of a GitHub Actions job.
 *
 * @see https://docs.github.com/actions/concepts/security/openid-connect
 */
async function askGitHub(requestUrl: string, requestToken: string, audience: string): Promise<string> {
  const url = URL.parse(requestUrl);
  if (url === null) throw new CommandFailure('ACTIONS_ID_TOKEN_REQUEST_URL is no URL');
  url.searchParams.set('audience', audience);
  const who = 'GitHub Actions';
  const token = readText(await askMetadata({ url: url.href, headers: { authorization: `Bearer ${requestToken}` }, who }), 'value');
  if (token === '') throw new CommandFailure(`${who} did not answer with a token`);
  return token;
}

/**
 * The identity token of this job: from a file, as Kubernetes projects it, or from GitHub Actions.
 *
 * @throws CommandFailure if there is none
 */
export async function findIdentityToken({ environment, tokenFile, audience }: ProofContext): Promise<string> {
  if (tokenFile !== undefined) return readTokenFile(tokenFile, 'identity token');
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
  if (url && token) return askGitHub(url, token, audience);
  throw new CommandFailure(
    'an identity token is needed: set GRANTRY_IDENTITY_TOKEN_FILE',
    environment.GITHUB_ACTIONS === undefined ? undefined : 'permissions: { id-token: write } in the workflow',
  );
}
