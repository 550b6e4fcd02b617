import { parseCredential } from '../../protocol/credential.ts';
import { getParameter } from '../../protocol/form.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import type { Engine } from '../ports.ts';

type Tools = Pick<Engine, 'facts'>;

/** Whose the code or the refresh token of a request is; that it is good is judged where it is redeemed. */
async function findNumber({ facts }: Tools, { service, parameters }: ClientRequest): Promise<number | undefined> {
  const credential = parseCredential(getParameter(parameters, 'code') ?? getParameter(parameters, 'refresh_token') ?? '');
  if (credential?.kind === 'authorizationCode') {
    const code = await facts.findCode(credential.id);
    return code?.serviceId === service.id ? code.clientNumber : undefined;
  }
  if (credential?.kind !== 'refreshToken') return undefined;
  const found = await facts.findRefreshTokenWithGrant(credential.id);
  return found?.grant.serviceId === service.id ? found.grant.clientNumber : undefined;
}

/**
 * The request with the client it comes from, where it names none: its code or refresh token does. The client still has to authenticate, so
 * that it is public ones that this helps.
 *
 * @see RFC 6749 §3.2.1, which has public clients send `client_id`
 */
export async function nameClient(tools: Tools, request: ClientRequest): Promise<ClientRequest> {
  const { parameters, authorization } = request;
  if (parameters.has('client_id') || authorization !== undefined) return request;
  const number = await findNumber(tools, request);
  return number === undefined ? request : { ...request, parameters: new Map([...parameters, ['client_id', [String(number)]]]) };
}
