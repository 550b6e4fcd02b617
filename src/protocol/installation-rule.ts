/** How much a permission of a GitHub App allows; each includes those before it. */
export const permissionLevels = ['read', 'write', 'admin'] as const;

/** One of {@link permissionLevels}. */
export type PermissionLevel = (typeof permissionLevels)[number];

/** Permissions by name, such as `{ contents: 'read' }`. */
export type AppPermissions = Readonly<Record<string, PermissionLevel>>;

/** Where an app is installed: by the installation's id, or by the user or organization it belongs to. */
export type InstallationName = { readonly id: number } | { readonly owner: string };

/** Allows tokens of one installation, perhaps for some repositories only, perhaps with no more than some permissions. */
export interface InstallationRule {
  readonly id?: number | undefined;
  /** In place of the id. */
  readonly owner?: string | undefined;
  /** Names without the owner; undefined is all of the installation's. */
  readonly repositories?: readonly string[] | undefined;
  /** What a token may do at most; undefined is whatever the installation may. */
  readonly permissions?: AppPermissions | undefined;
}

/** What the name of a permission looks like; GitHub adds new ones without asking. */
export const permissionName: RegExp = /^[a-z][a-z_]{0,63}$/;

/** What the name of a repository looks like, without its owner. */
export const repositoryName: RegExp = /^[\w.-]{1,100}$/;

/** What the login of a user or an organization looks like; Enterprise Managed Users have an underscore. */
export const ownerName: RegExp = /^[A-Za-z\d][A-Za-z\d_-]{0,99}$/;

const isLevel = (text: string): text is PermissionLevel => permissionLevels.some((level) => level === text);

/** Reads `contents=read` or `contents:read`; `contents` alone means reading. undefined if it is none of these. */
export function parsePermission(text: string): readonly [name: string, level: PermissionLevel] | undefined {
  const [, name = '', level = 'read'] = /^([^=:]+)(?:[=:](.*))?$/.exec(text) ?? [];
  return permissionName.test(name) && isLevel(level) ? [name, level] : undefined;
}

/** Reads several permissions; of one named twice the higher level counts. undefined if one of them cannot be read. */
export function parsePermissions(texts: readonly string[]): AppPermissions | undefined {
  const permissions = new Map<string, PermissionLevel>();
  for (const text of texts) {
    const parsed = parsePermission(text);
    if (parsed === undefined) return undefined;
    const [name, level] = parsed;
    const before = permissions.get(name);
    if (before === undefined || includesLevel(level, before)) permissions.set(name, level);
  }
  return Object.fromEntries(permissions);
}

/** Whether a level allows all that another does. */
export const includesLevel = (level: PermissionLevel, other: PermissionLevel): boolean =>
  permissionLevels.indexOf(level) >= permissionLevels.indexOf(other);

/** Permissions as they are written in a scope: `contents:read issues:write`. */
export const formatPermissions = (permissions: AppPermissions): readonly string[] =>
  Object.entries(permissions).map(([name, level]) => `${name}:${level}`);

/** Reads an installation's name: digits are its id, anything else is whose it is. undefined if it is neither. */
export function parseInstallationName(text: string): InstallationName | undefined {
  if (/^[1-9]\d{0,14}$/.test(text)) return { id: Number(text) };
  return ownerName.test(text) ? { owner: text } : undefined;
}
