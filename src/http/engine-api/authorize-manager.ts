import type { Service } from '../../engine/model/service.ts';
import { identifyManagementToken } from '../../identity/identify-management-token.ts';
import { noteTokenUse } from '../../identity/management-tokens/note-token-use.ts';
import { rightsOf } from '../../identity/management-tokens/rights-of.ts';
import { type AccessRight, hasRight } from '../../identity/model/access-right.ts';
import type { ManagementToken } from '../../identity/model/session.ts';
import type { Rooms } from '../context.ts';
import { CallerError } from './caller-error.ts';

/**
 * Finds out who calls.
 *
 * @throws CallerError 401 without a token of ours.
 */
async function identify({ identity }: Rooms, authorization: string | undefined): Promise<ManagementToken> {
  if (authorization === undefined)
    throw new CallerError('noToken', 'The Authorization header is missing. Send a service or organization token.');
  const [, text] = /^bearer +(\S+) *$/i.exec(authorization) ?? [];
  if (text === undefined) throw new CallerError('unknownToken', 'The Authorization header must be Bearer and a token.');
  const token = await identifyManagementToken(identity, text);
  if ('refused' in token) throw new CallerError('unknownToken', 'This is no service or organization token, or it was revoked.');
  return token;
}

/**
 * Sees to it that a token is good for something.
 *
 * @throws CallerError 403 for one that is not.
 */
export function demandRight(token: ManagementToken | undefined, right: AccessRight): void {
  if (token === undefined || !hasRight(rightsOf(token), right))
    throw new CallerError('missingRight', `This token lacks the right ${right}.`);
}

/**
 * Lets a caller in whose token has a right.
 *
 * @throws CallerError 401 without a token, 403 for one that lacks the right.
 */
export async function authorizeManager(rooms: Rooms, authorization: string | undefined, right: AccessRight): Promise<ManagementToken> {
  const token = await identify(rooms, authorization);
  demandRight(token, right);
  await noteTokenUse(rooms.identity, token);
  return token;
}

/**
 * Finds the service a call is about. A token of another service is told nothing of whether the service exists.
 *
 * @throws CallerError 403 for a token of another service, 404 if there is no such service.
 */
export async function findCalledService(rooms: Rooms, serviceId: string, token: ManagementToken | undefined): Promise<Service> {
  const id = Number(serviceId);
  if (token?.serviceId !== undefined && token.serviceId !== id) throw new CallerError('foreignToken', 'This token is of another service.');
  const isNumber = Number.isSafeInteger(id) && String(id) === serviceId; // one name for each: 01 is nobody's
  const service = isNumber ? await rooms.engine.facts.findService(id) : undefined;
  if (service === undefined) throw new CallerError('unknownService', 'There is no such service.');
  return service;
}
