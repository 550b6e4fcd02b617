import { installationRulesFor } from '../../../broker/hand-out/hand-out-policy.ts';
import type { Caller } from '../../../identity/caller.ts';
import type { Agent } from '../../../identity/model/session.ts';
import type { InstallationRule } from '../../../protocol/installation-rule.ts';
import { ApiError } from '../api-error.ts';
import { hasRole } from '../has-role.ts';
import { coversScope } from '../scopes.ts';

/** What a key needs to get tokens of a GitHub App. */
export const githubAppScope = 'github_app:access_token';

/**
 * The installations of a provider's app whose tokens a caller may have; undefined is all. An administrator may have any, and an agent
 * of theirs those that its rules name: it never may more than the person it acts for.
 *
 * @throws ApiError 403 for everybody else.
 */
export function allowedInstallations(caller: Caller | undefined, providerId: string): readonly InstallationRule[] | undefined {
  if (caller === undefined || !hasRole(caller.user, 'admin')) {
    throw new ApiError(403, 'Only administrators, and agents of theirs, may get tokens of a GitHub App.');
  }
  if (caller.kind === 'agent') return installationRulesFor(caller.agent.handOutRules, providerId);
  if (!coversScope(caller.scopes, githubAppScope)) throw new ApiError(403, `The key you call with lacks the scope ${githubAppScope}.`);
  return undefined;
}

/** The agent that calls, if it is one. */
export const callingAgent = (caller: Caller | undefined): Agent | undefined => (caller?.kind === 'agent' ? caller.agent : undefined);
