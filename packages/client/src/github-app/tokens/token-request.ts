/** Permission names and levels, as `{ contents: 'read' }`. */
export type Permissions = Record<string, string>;

/** What a token is asked for: the installation, and what narrows it. */
export interface TokenRequest {
  readonly installationId: number;
  readonly repositoryIds?: readonly number[] | undefined;
  readonly repositoryNames?: readonly string[] | undefined;
  readonly permissions?: Readonly<Permissions> | undefined;
}

const isSorted = (words: readonly string[]): boolean => {
  for (let index = 1; index < words.length; index++) if ((words[index - 1] ?? '') > (words[index] ?? '')) return false;
  return true;
};

const sorted = (words: readonly string[]): readonly string[] => (isSorted(words) ? words : [...words].sort());

const byNumber = (a: number, b: number): number => a - b;

/** Each word with its length before it: whatever a caller writes, it is not taken for two words. */
const listWords = (words: readonly string[]): string => {
  let list = '';
  for (const word of sorted(words)) list += `${word.length}:${word},`;
  return list;
};

const listPermissions = (permissions: Readonly<Permissions>): string => {
  let list = '';
  for (const name of sorted(Object.keys(permissions))) {
    const level = permissions[name] ?? '';
    list += `${name.length}:${name}=${level.length}:${level},`;
  }
  return list;
};

/** A text that two requests share only if GitHub answers them with the same rights. Order means nothing. */
export function tokenKey({ installationId, repositoryIds, repositoryNames, permissions }: TokenRequest): string {
  let key = String(installationId);
  if (repositoryIds !== undefined) key += `|ids=${[...repositoryIds].sort(byNumber).join()}`;
  if (repositoryNames !== undefined) key += `|names=${listWords(repositoryNames)}`;
  if (permissions !== undefined) key += `|may=${listPermissions(permissions)}`;
  return key;
}
