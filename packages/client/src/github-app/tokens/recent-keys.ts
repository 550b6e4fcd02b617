import type { TokenRequest } from './token-request.ts';

const maxInstallations = 15_000;

const isSameList = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((value, index) => value === b[index]);
};

const isSameRecord = (a: TokenRequest['permissions'], b: TokenRequest['permissions']): boolean => {
  if (a === undefined || b === undefined) return a === b;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) if (a[name] !== b[name]) return false;
  return true;
};

const isSame = (a: TokenRequest, b: TokenRequest): boolean =>
  isSameRecord(a.permissions, b.permissions) &&
  isSameList(a.repositoryIds, b.repositoryIds) &&
  isSameList(a.repositoryNames, b.repositoryNames);

/** A copy the caller cannot change afterwards. */
const copy = ({ installationId, repositoryIds, repositoryNames, permissions }: TokenRequest): TokenRequest => ({
  installationId,
  repositoryIds: repositoryIds && [...repositoryIds],
  repositoryNames: repositoryNames && [...repositoryNames],
  permissions: permissions && { ...permissions },
});

/**
 * The key of the request asked last for each installation. Most apps ask for the same again and again, and to compare two requests takes a
 * tenth of the time of writing a key.
 */
export class RecentKeys {
  readonly #make: (request: TokenRequest) => string;
  readonly #recent = new Map<number, { readonly request: TokenRequest; readonly key: string }>();

  constructor(make: (request: TokenRequest) => string) {
    this.#make = make;
  }

  keyOf(request: TokenRequest): string {
    const recent = this.#recent.get(request.installationId);
    if (recent !== undefined && isSame(recent.request, request)) return recent.key;
    const key = this.#make(request);
    if (recent === undefined && this.#recent.size >= maxInstallations) this.#recent.clear();
    this.#recent.set(request.installationId, { request: copy(request), key });
    return key;
  }
}
