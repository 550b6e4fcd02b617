import { redactRequest } from '../errors/redact.ts';
import { type FailedRequest, isHttpError, RequestError } from '../request/request-error.ts';
import type { OctokitResponse, RequestInterface, RequestParameters } from '../request/request-types.ts';
import { loginUrl } from '../routes/api-url.ts';
import { basicAuthorization, type ClientCredentials } from './basic-authorization.ts';

const withoutUndefined = (parameters: RequestParameters): RequestParameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));

/** Errors show the request they are about, and here that holds the app's secret and the user's tokens. */
const sendDiscreetly = async (request: RequestInterface, route: string, parameters: RequestParameters): Promise<OctokitResponse> => {
  try {
    return await request(route, parameters);
  } catch (error) {
    if (isHttpError(error) && error.request !== undefined) error.request = redactRequest(error.request);
    throw error;
  }
};

/**
 * Sends to where tokens begin, at the host people sign in at.
 *
 * @throws {RequestError} with status 400 when GitHub answers with an OAuth error, which it does with status 200
 */
export async function sendLogin(request: RequestInterface, route: string, parameters: RequestParameters): Promise<OctokitResponse> {
  const body = withoutUndefined(parameters);
  const baseUrl = loginUrl(request.endpoint.DEFAULTS.baseUrl);
  const response = await sendDiscreetly(request, route, { baseUrl, headers: { accept: 'application/json' }, ...body });
  const { error, error_description, error_uri } = response.data ?? {};
  if (error === undefined) return response;
  // `redactRequest` keeps the members it is given
  const shown = redactRequest({ ...request.endpoint.merge(route, { ...body, baseUrl }) }) as FailedRequest;
  throw new RequestError(`${error_description} (${error}, ${error_uri})`, 400, { request: shown, response });
}

/** Sends a question about an access token, as the app whose token it is. */
export function sendAsClient(
  request: RequestInterface,
  route: string,
  client: ClientCredentials,
  parameters: RequestParameters,
): Promise<OctokitResponse> {
  return sendDiscreetly(request, route, {
    headers: { authorization: basicAuthorization(client) },
    client_id: client.clientId ?? '',
    ...withoutUndefined(parameters),
  });
}

/** The OAuth error an error speaks of, as `bad_refresh_token`; undefined if it speaks of none. */
export function oauthErrorOf(error: unknown): string | undefined {
  if (!isHttpError(error)) return undefined;
  const code: unknown = error.response?.data?.error;
  return typeof code === 'string' ? code : undefined;
}
