import type { AppInstallation } from '../../broker/github-app/ports.ts';
import { idIn, isMembers, membersOf, textIn } from '../../broker/providers/members.ts';

const permissionsIn = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(membersOf(value)).flatMap(([name, level]) => (typeof level === 'string' ? [[name, level] as const] : [])),
  );

/** Reads GitHub's list of installations; entries that are none are left out. */
export function readInstallations(data: unknown): readonly AppInstallation[] {
  if (!Array.isArray(data)) return [];
  return data.filter(isMembers).flatMap((each) => {
    const id = Number(idIn(each, 'id'));
    if (!Number.isSafeInteger(id)) return [];
    const account = membersOf(each.account);
    return {
      id,
      owner: textIn(account, 'login', 'slug') ?? '',
      ownerType: textIn(each, 'target_type') ?? textIn(account, 'type') ?? '',
      repositorySelection: textIn(each, 'repository_selection') ?? 'all',
      permissions: permissionsIn(each.permissions),
      isSuspended: typeof each.suspended_at === 'string',
      configureUrl: textIn(each, 'html_url') ?? '',
    };
  });
}
