import { CommandFailure } from '../command-failure.ts';
import { askMetadata } from './ask-metadata.ts';
import type { Proof, ProofContext } from './proof.ts';
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

async function findToken({ environment, tokenFile, audience }: ProofContext): Promise<string> {
  if (tokenFile !== undefined) return readTokenFile(tokenFile, 'identity token');
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
  if (url && token) return askGitHub(url, token, audience);
  throw new CommandFailure(
    '--auth oidc needs a token: set GRANTRY_IDENTITY_TOKEN_FILE',
    environment.GITHUB_ACTIONS === undefined ? undefined : 'permissions: { id-token: write } in the workflow',
  );
}

/** A JWT of an issuer the server trusts: from a file, as Kubernetes projects it, or from GitHub Actions. */
export const oidcToken: Proof = {
  path: '/api/v2/workspaceagents/oidc-identity',
  obtain: async (context) => ({ token: await findToken(context) }),
};
