import { getSignedIn } from '../credentials/signed-in.ts';
import type { Environment } from '../environment.ts';
import { type ApiRequest, callApi } from './call-api.ts';
import { type JsonObject, readAnswer } from './read-answer.ts';

/** An answer, and the server that gave it. */
export interface UserAnswer {
  readonly url: string;
  readonly body: JsonObject;
}

/** A request as the signed-in user. */
export interface UserRequest extends Omit<ApiRequest, 'url' | 'token'> {
  /** The command that lists what there is, to try when the server has nothing of the name that was asked for. */
  readonly listedBy?: string;
}

/**
 * Sends a request as the signed-in user.
 *
 * @throws CommandFailure if nobody is signed in, or the server refuses
 */
export async function callAsUser(
  environment: Environment,
  named: string | undefined,
  { listedBy, ...request }: UserRequest,
): Promise<UserAnswer> {
  const { url, token } = await getSignedIn(environment, named);
  const response = await callApi({ ...request, url, token });
  return { url, body: readAnswer(url, response, { 401: `grantry login ${url}`, ...(listedBy !== undefined && { 404: listedBy }) }) };
}
