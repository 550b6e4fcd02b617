import { type InstallationRule, ownerName, permissionLevels, permissionName, repositoryName } from '../../protocol/installation-rule.ts';

/** The most repositories GitHub takes in one request. */
const mostRepositories = 500;

const isLevel = (level: string): boolean => permissionLevels.some((each) => each === level);

/** What is wrong with what somebody may have of an installation; undefined if nothing is. An empty list would allow nothing. */
export function findInstallationFault({ id, owner, repositories, permissions }: InstallationRule): string | undefined {
  if ((id === undefined) === (owner === undefined)) return 'An installation is named by its id or by its owner.';
  if (id !== undefined && (!Number.isSafeInteger(id) || id <= 0)) return 'The id of an installation is a number above zero.';
  if (owner !== undefined && !ownerName.test(owner)) return `${JSON.stringify(owner)} is no user or organization.`;
  if (repositories !== undefined) {
    if (repositories.length === 0 || repositories.length > mostRepositories)
      return `Name 1 to ${mostRepositories} repositories, or leave them out.`;
    const wrong = repositories.find((name) => !repositoryName.test(name));
    if (wrong !== undefined) return `${JSON.stringify(wrong)} is no name of a repository; it is written without the owner.`;
  }
  if (permissions === undefined) return undefined;
  const entries = Object.entries(permissions);
  if (entries.length === 0) return 'Name a permission, or leave them out.';
  const wrong = entries.find(([name, level]) => !permissionName.test(name) || !isLevel(level));
  return wrong === undefined ? undefined : `${JSON.stringify(wrong.join('='))} is no permission; one is written contents=read.`;
}
