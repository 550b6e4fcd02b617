import Type, { type TObject } from 'typebox';
import type { InstallationHandOut } from '../../../broker/github-app/mint-installation-token.ts';
import type { InstallationToken } from '../../../broker/github-app/ports.ts';
import { toRfc3339 } from '../../../protocol/units.ts';
import { ApiError } from '../api-error.ts';
import type { Answer } from '../operation.ts';
import { appFailed, noApp } from './app-answer.ts';

/** A token of an installation. */
export const installationTokenBody: TObject = Type.Object({
  token: Type.String(),
  expires_at: Type.String({ format: 'date-time' }),
  installation_id: Type.Integer(),
  repository_selection: Type.String({ description: '`all` or `selected`.' }),
  repositories: Type.Union([Type.Array(Type.String()), Type.Null()], { description: 'Its repositories; null if it is good for all.' }),
  permissions: Type.Record(Type.String(), Type.String()),
});

/** Encodes a token of an installation. */
export const encodeInstallationToken = (token: InstallationToken): Readonly<Record<string, unknown>> => ({
  token: token.token.reveal(),
  expires_at: toRfc3339(token.expiresAt),
  installation_id: token.installationId,
  repository_selection: token.repositorySelection,
  repositories: token.repositories ?? null,
  permissions: token.permissions,
});

/**
 * The token that was made.
 *
 * @throws ApiError if none was.
 */
export function readInstallationHandOut(result: InstallationHandOut): InstallationToken {
  switch (result.action) {
    case 'token':
      return result.token;
    case 'no_app':
      throw noApp(result.provider.id);
    case 'refused':
      throw new ApiError(403, `You may not have that token of ${result.provider.id}.`, { detail: result.cause });
    case 'failed':
      throw appFailed(result.failure);
  }
}

/**
 * Encodes a token of an installation as hand-outs do. Git sends it as a password; GitHub does not look at the user name.
 *
 * @throws ApiError if there is none.
 */
export function encodeInstallationHandOut(result: InstallationHandOut): Answer {
  const token = readInstallationHandOut(result);
  const { token: accessToken, ...extra } = encodeInstallationToken(token);
  return {
    status: 200,
    body: {
      access_token: accessToken,
      token_extra: extra,
      url: '',
      type: result.provider.type,
      expires_at: extra.expires_at,
      username: 'x-access-token',
      password: accessToken,
      account: '',
      scopes: Object.entries(token.permissions).map(([name, level]) => `${name}:${level}`),
      token_type: 'Bearer',
    },
  };
}
