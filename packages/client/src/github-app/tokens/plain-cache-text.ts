import { type KeptToken, toKeptToken } from './kept-token.ts';
import type { Permissions, TokenRequest } from './token-request.ts';
import type { TokenOwner } from './token-store.ts';

/** `issues` for read, `issues!` for write; other levels are spelled out, so that an admin's token is never taken for a writer's. */
const encodeLevel = (name: string, level: string): string => {
  if (level === 'read') return name;
  return level === 'write' ? `${name}!` : `${name}!${level}`;
};

const decodeLevel = (text: string): readonly [name: string, level: string] => {
  const [name = '', level] = text.split('!');
  return [name, level === undefined ? 'read' : level || 'write'];
};

const encodePermissions = (permissions: Readonly<Permissions>): string =>
  Object.keys(permissions)
    .sort()
    .map((name) => encodeLevel(name, permissions[name] ?? ''))
    .join();

/** Names that read as numbers would be taken for repository ids. */
const encodeNames = (names: readonly string[]): string =>
  names.every((name) => /^\d*$/.test(name)) ? `names=${names.join()}` : names.join();

/** An empty list asks for something else than no list. */
const part = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value === '' ? '[]' : value]);

/**
 * The key of a plain cache, as `@octokit/auth-app` writes it: `123`, `1|100,20,9`, `1|b,a|administration!,contents,issues!`.
 *
 * Only what would make two requests share a key, or two hosts, is written in another way.
 */
export function encodePlainKey(
  { baseUrl }: TokenOwner,
  { installationId, repositoryIds, repositoryNames, permissions }: TokenRequest,
): string {
  const host = baseUrl === 'https://api.github.com' ? [] : [`at=${baseUrl}`];
  return [
    String(installationId),
    ...part(repositoryIds?.map(String).sort().join()),
    ...part(repositoryNames && encodeNames(repositoryNames)),
    ...part(permissions && encodePermissions(permissions)),
    ...host,
  ].join('|');
}

/** The value of a plain cache: token, both times, selection, the granted permissions unless some were asked for, and the single file. */
export const encodePlainValue = (request: TokenRequest, { facts }: KeptToken): string =>
  [
    facts.token,
    facts.createdAt,
    facts.expiresAt,
    facts.repositorySelection,
    request.permissions === undefined
      ? Object.entries(facts.permissions)
          .map(([name, level]) => encodeLevel(name, level))
          .join()
      : '',
    facts.singleFileName ?? '',
  ].join('|');

/**
 * Reads a value of a plain cache; undefined if it is none, or answers another request.
 *
 * `5|contents` is the key of a repository as well as of a permission. Only when permissions were asked for is their part of the value empty,
 * which tells the two apart.
 */
export function decodePlainValue(request: TokenRequest, value: string): KeptToken | undefined {
  const [token = '', createdAt = '', expiresAt = '', selection = '', permissions = '', singleFileName = ''] = value.split('|');
  if (token === '' || Number.isNaN(Date.parse(createdAt)) || Number.isNaN(Date.parse(expiresAt))) return undefined;
  const isAmbiguous = request.permissions !== undefined || request.repositoryNames !== undefined;
  if (isAmbiguous && (permissions === '') !== (request.permissions !== undefined)) return undefined;
  const granted = permissions === '' ? [] : permissions.split(',').map(decodeLevel);
  return toKeptToken({
    token,
    createdAt,
    expiresAt,
    repositorySelection: selection === 'selected' ? 'selected' : 'all',
    permissions: { ...(request.permissions ?? Object.fromEntries(granted)) },
    ...(request.repositoryIds === undefined ? {} : { repositoryIds: [...request.repositoryIds] }),
    ...(request.repositoryNames === undefined ? {} : { repositoryNames: [...request.repositoryNames] }),
    ...(singleFileName === '' ? {} : { singleFileName }),
  });
}
