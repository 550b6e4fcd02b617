import { type AppPermissions, includesLevel } from '../../protocol/installation-rule.ts';
import type { InstallationWish } from './ports.ts';

/** What somebody may have of one installation. What is left out is not limited. */
export interface InstallationLimit {
  readonly installationId: number;
  readonly repositories?: readonly string[] | undefined;
  readonly permissions?: AppPermissions | undefined;
}

/** What comes of a request for a token. */
export type InstallationDecision =
  | { readonly action: 'mint'; readonly wish: InstallationWish }
  | { readonly action: 'refuse'; readonly cause: string };

const refuse = (cause: string): InstallationDecision => ({ action: 'refuse', cause });

const named = (repositories: readonly string[]): ReadonlySet<string> => new Set(repositories.map((name) => name.toLowerCase()));

/** GitHub might take a list without anything in it for one that was left out, and give everything. */
function emptinessIn({ repositories, repositoryIds, permissions }: Omit<InstallationWish, 'installationId'>): string | undefined {
  if (repositories?.length === 0 || repositoryIds?.length === 0) return 'A list of repositories must name one.';
  return permissions !== undefined && Object.keys(permissions).length === 0 ? 'Permissions must name one.' : undefined;
}

function decideRepositories(
  { repositories, repositoryIds }: InstallationWish,
  { repositories: allowed }: InstallationLimit,
): Pick<InstallationWish, 'repositories' | 'repositoryIds'> | string {
  if (allowed === undefined) return { repositories, repositoryIds };
  if (repositoryIds !== undefined) return 'Repositories must be named: only some are allowed, and those by name.';
  if (repositories === undefined) return { repositories: allowed };
  const names = named(allowed);
  const excess = repositories.filter((name) => !names.has(name.toLowerCase()));
  return excess.length === 0 ? { repositories } : `These repositories are not allowed: ${excess.join(' ')}.`;
}

function decidePermissions(
  { permissions }: InstallationWish,
  { permissions: allowed }: InstallationLimit,
): Pick<InstallationWish, 'permissions'> | string {
  if (allowed === undefined || permissions === undefined) return { permissions: permissions ?? allowed };
  const excess = Object.entries(permissions).filter(([name, level]) => {
    const most = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    return most === undefined || !includesLevel(most, level);
  });
  if (excess.length === 0) return { permissions };
  return `These permissions are not allowed: ${excess.map(([name, level]) => `${name}:${level}`).join(' ')}.`;
}

function decideWithin(wish: InstallationWish, limit: InstallationLimit): InstallationDecision {
  const emptiness = emptinessIn(limit);
  if (emptiness !== undefined) return refuse(`Nothing is allowed: ${emptiness}`);
  const repositories = decideRepositories(wish, limit);
  if (typeof repositories === 'string') return refuse(repositories);
  const permissions = decidePermissions(wish, limit);
  if (typeof permissions === 'string') return refuse(permissions);
  return { action: 'mint', wish: { installationId: wish.installationId, ...repositories, ...permissions } };
}

/**
 * Decides what a token is made for: what is asked, as far as one of the limits allows all of it. What is left out of a request is as
 * much as the limit allows; what it names beyond the limit is refused, since a token with less would fail where it is used.
 *
 * @param limits undefined allows everything.
 */
export function decideInstallationToken(wish: InstallationWish, limits: readonly InstallationLimit[] | undefined): InstallationDecision {
  const emptiness = emptinessIn(wish);
  if (emptiness !== undefined) return refuse(emptiness);
  if (limits === undefined) return { action: 'mint', wish };
  const decisions = limits.filter(({ installationId }) => installationId === wish.installationId).map((limit) => decideWithin(wish, limit));
  return (
    decisions.find(({ action }) => action === 'mint') ??
    decisions[0] ??
    refuse(`Tokens of the installation ${wish.installationId} are not allowed.`)
  );
}
