import Type, { type Static, type TObject } from 'typebox';
import {
  type AppPermissions,
  type InstallationName,
  parseInstallationName,
  parsePermissions,
  permissionLevels,
} from '../../../protocol/installation-rule.ts';
import { ApiError } from '../api-error.ts';

const most = { repositories: 500, permissions: 100 } as const;

/** Names of repositories, without their owner. */
export const repositoryNames: Type.TArray<Type.TString> = Type.Array(Type.String({ pattern: '^[\\w.-]{1,100}$' }), {
  minItems: 1,
  maxItems: most.repositories,
  description: 'Names of repositories, without the owner. Left out, as many as may be had.',
});

/** Permissions by their names. */
export const appPermissions: Type.TUnsafe<AppPermissions> = Type.Unsafe(
  Type.Record(Type.String({ pattern: '^[a-z][a-z_]{0,63}$' }), Type.Enum([...permissionLevels]), {
    minProperties: 1,
    maxProperties: most.permissions,
    description: 'Permissions by name, such as `{"contents": "read"}`. Left out, as many as may be had.',
  }),
);

const repeatable = (description: string, maxItems: number): Type.TArray<Type.TString> =>
  Type.Array(Type.String({ maxLength: 100 }), { maxItems, description });

/** The parameters by which hand-outs ask for a token of an installation instead of the user's. */
export const installationQuery: TObject<{
  installation: Type.TOptional<Type.TString>;
  repository: Type.TOptional<Type.TArray<Type.TString>>;
  permission: Type.TOptional<Type.TArray<Type.TString>>;
}> = Type.Object({
  installation: Type.Optional(
    Type.String({
      maxLength: 100,
      description: "A token of the provider's GitHub App instead: the installation's id, or the user or organization it belongs to.",
    }),
  ),
  repository: Type.Optional(repeatable('A repository that token is for, without its owner; may be repeated.', most.repositories)),
  permission: Type.Optional(repeatable('What that token may do, such as `contents=read`; may be repeated.', most.permissions)),
});

/** Which token is asked for. */
export interface AskedInstallation {
  readonly installation: InstallationName;
  readonly repositories: readonly string[] | undefined;
  readonly permissions: AppPermissions | undefined;
}

const invalid = (field: string, detail: string): ApiError =>
  new ApiError(400, 'The request is not valid.', { validations: [{ field, detail }] });

/**
 * Decodes which installation's token is asked for; undefined if the user's own is.
 *
 * @throws ApiError 400 naming the parameter that is wrong.
 */
export function decodeInstallationQuery(query: Static<typeof installationQuery>): AskedInstallation | undefined {
  const { installation: named, repository, permission } = query;
  if (named === undefined) {
    if (repository === undefined && permission === undefined) return undefined;
    throw invalid(repository === undefined ? 'permission' : 'repository', 'is about a token of an installation: name the installation too');
  }
  const installation = parseInstallationName(named);
  if (installation === undefined) throw invalid('installation', 'is the id of an installation, or a user or organization');
  const permissions = permission && parsePermissions(permission);
  if (permission !== undefined && permissions === undefined) throw invalid('permission', 'is written contents=read');
  return { installation, repositories: repository, permissions };
}

/** A schema of an installation's name in a body. */
export const installationFields: {
  readonly installation_id: Type.TOptional<Type.TInteger>;
  readonly owner: Type.TOptional<Type.TString>;
} = {
  installation_id: Type.Optional(Type.Integer({ minimum: 1, description: "The installation's id." })),
  owner: Type.Optional(
    Type.String({ pattern: '^[A-Za-z\\d][A-Za-z\\d_-]{0,99}$', description: 'In place of the id: the user or organization.' }),
  ),
};

/**
 * Decodes an installation's name.
 *
 * @throws ApiError 400 unless it is named in one way.
 */
export function decodeInstallationName({ installation_id: id, owner }: { installation_id?: number; owner?: string }): InstallationName {
  if (id !== undefined && owner === undefined) return { id };
  if (owner !== undefined && id === undefined) return { owner };
  throw new ApiError(400, "Either 'installation_id' or 'owner' must be given.");
}
