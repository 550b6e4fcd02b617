import {
  type AppPermissions,
  type InstallationName,
  parseInstallationName,
  parsePermissions,
} from '../../../protocol/installation-rule.ts';
import type { TextOption } from '../../command.ts';
import { CommandFailure } from '../../command-failure.ts';

/** A flag that may be repeated. */
export type ListOption = TextOption & { readonly isRepeatable: true };

/** Whose installation. */
export const installationOption: TextOption = {
  value: 'id|owner',
  summary: "The installation's id, or the user or organization it belongs to.",
};

/** What narrows a token. */
export const narrowingFlags: Readonly<Record<'repository' | 'permission', ListOption>> = {
  repository: {
    value: 'name',
    isRepeatable: true,
    summary: 'A repository the token is for, without its owner. Left out, as many as may be had.',
  },
  permission: {
    value: 'name=level',
    isRepeatable: true,
    summary: 'What the token may do, such as contents=read. Left out, as much as may be had.',
  },
};

/** What was typed of {@link narrowingFlags}. */
export interface TypedNarrowing {
  readonly repository: readonly string[];
  readonly permission: readonly string[];
}

/** What narrows a token, as bodies have it. */
export interface Narrowing {
  readonly repositories?: readonly string[];
  readonly permissions?: AppPermissions;
}

/**
 * Decodes what narrows a token.
 *
 * @throws CommandFailure naming the permission that is none
 */
export function decodeNarrowing({ repository, permission }: TypedNarrowing): Narrowing {
  const permissions = parsePermissions(permission);
  if (permissions === undefined) {
    const wrong = permission.find((each) => parsePermissions([each]) === undefined);
    throw new CommandFailure(
      `--permission: found ${JSON.stringify(wrong)}; accepted: a name and read, write or admin, such as contents=read`,
    );
  }
  return {
    ...(repository.length === 0 ? {} : { repositories: repository }),
    ...(permission.length === 0 ? {} : { permissions }),
  };
}

/**
 * Decodes whose installation is meant.
 *
 * @throws CommandFailure if it is nobody's
 */
export function decodeInstallation(text: string): InstallationName {
  const name = parseInstallationName(text);
  if (name === undefined)
    throw new CommandFailure(`--installation: found ${JSON.stringify(text)}; accepted: an id, or a user or organization`);
  return name;
}

/** An installation's name as bodies have it. */
export const installationMember = (name: InstallationName): Readonly<Record<string, unknown>> =>
  'id' in name ? { installation_id: name.id } : { owner: name.owner };

/** Where operations about the GitHub App of a provider are. */
export const appPath = (provider: string, operation: string): string => `/api/v2/github-apps/${encodeURIComponent(provider)}/${operation}`;
