import { createRequest } from '../../request/create-request.ts';
import type { OctokitResponse } from '../../request/request-types.ts';
import { sendAsClient } from '../send-oauth.ts';
import type { ClientOptions, MethodResponse } from './method-types.ts';
import { readKnownToken } from './read-token-answer.ts';

/** A token GitHub is asked about. */
export interface KnownTokenOptions extends ClientOptions {
  token: string;
}

/** A token of a GitHub App's user, and what another is to be narrowed to. */
export interface ScopeTokenOptions extends KnownTokenOptions {
  clientType: 'github-app';
  target?: string | undefined;
  target_id?: number | undefined;
  repositories?: readonly string[] | undefined;
  repository_ids?: readonly number[] | undefined;
  permissions?: Readonly<Record<string, string>> | undefined;
}

const send = (
  route: string,
  { clientId, clientSecret, token, request = createRequest() }: KnownTokenOptions,
  more: object = {},
): Promise<OctokitResponse> => sendAsClient(request, route, { clientId, clientSecret }, { access_token: token, ...more });

/** Asks whether a token works. @throws {RequestError} 404 if it does not */
export async function checkToken(options: KnownTokenOptions): Promise<MethodResponse> {
  return readKnownToken(options, await send('POST /applications/{client_id}/token', options), options.token);
}

/** Ends a token and gets another in its place. */
export async function resetToken(options: KnownTokenOptions): Promise<MethodResponse> {
  const response = await send('PATCH /applications/{client_id}/token', options);
  return readKnownToken(options, response, response.data.token);
}

/** Gets a token that may less than a given one. */
export async function scopeToken(options: ScopeTokenOptions): Promise<MethodResponse> {
  const { target, target_id, repositories, repository_ids, permissions } = options;
  const narrowing = { target, target_id, repositories, repository_ids, permissions };
  const response = await send('POST /applications/{client_id}/token/scoped', options, narrowing);
  return readKnownToken(options, response, response.data.token);
}

/** Ends a token. */
export const deleteToken = (options: KnownTokenOptions): Promise<OctokitResponse> =>
  send('DELETE /applications/{client_id}/token', options);

/** Ends what the user allowed the app, and every token with it. */
export const deleteAuthorization = (options: KnownTokenOptions): Promise<OctokitResponse> =>
  send('DELETE /applications/{client_id}/grant', options);
