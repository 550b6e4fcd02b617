import { type Environment, githubActionsIdentity } from './github-actions-identity.ts';
import type { AskedAs } from './options.ts';

/** The variables that say where a Grantry server is and who asks, in the order they are looked at. */
const names = {
  url: ['GRANTRY_AGENT_URL', 'CODER_AGENT_URL', 'GRANTRY_URL'],
  agentToken: ['GRANTRY_AGENT_TOKEN', 'CODER_AGENT_TOKEN'],
  agentTokenFile: ['GRANTRY_AGENT_TOKEN_FILE', 'CODER_AGENT_TOKEN_FILE'],
  identityTokenFile: ['GRANTRY_IDENTITY_TOKEN_FILE'],
  userToken: ['GRANTRY_TOKEN'],
} as const;

const find = (environment: Environment, candidates: readonly string[]): string | undefined =>
  candidates.map((name) => environment[name]).find((value) => value !== undefined && value !== '');

function findAskedAs(environment: Environment): AskedAs {
  const agentToken = find(environment, names.agentToken);
  if (agentToken !== undefined) return { agentToken };
  const agentTokenFile = find(environment, names.agentTokenFile);
  if (agentTokenFile !== undefined) return { agentTokenFile };
  const identityAudience = find(environment, ['GRANTRY_IDENTITY_AUDIENCE']);
  const agentName = find(environment, ['GRANTRY_AGENT_NAME', 'CODER_AGENT_NAME']);
  const workload = { ...(identityAudience === undefined ? {} : { identityAudience }), ...(agentName === undefined ? {} : { agentName }) };
  const identityTokenFile = find(environment, names.identityTokenFile);
  if (identityTokenFile !== undefined) return { identityTokenFile, ...workload };
  const userToken = find(environment, names.userToken);
  if (userToken !== undefined) return { userToken };
  return { identityToken: githubActionsIdentity(environment), ...workload };
}

/**
 * Where the Grantry server is and who asks, as the variables of the `grantry` command say: an agent's token, its file, a file with an
 * identity token, a user's token, or else the identity of a GitHub Actions job.
 *
 * @example
 * ```ts
 * const github = createGrantryAuth({ ...optionsFromEnvironment(process.env), provider: 'github' });
 * ```
 * @throws TypeError if there is no server.
 */
export function optionsFromEnvironment(environment: Environment): { readonly url: string } & AskedAs {
  const url = find(environment, names.url);
  if (url === undefined) throw new TypeError(`${names.url.join(' or ')} must name the Grantry server.`);
  return { url, ...findAskedAs(environment) };
}
