import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../identity/caller.ts';
import type { Rooms } from '../context.ts';
import { type Identification, identify, type StepUp, type Unidentified } from '../identify.ts';
import { ApiError } from './api-error.ts';
import { bearerChallenge, possessionChallenge, stepUpChallenge } from './challenge.ts';
import { hasRole } from './has-role.ts';
import type { Operation } from './operation.ts';
import { coversScope } from './scopes.ts';

const words: Readonly<Record<Exclude<Unidentified, 'missing'>, string>> = {
  invalid: 'The token is not valid.',
  expired: 'The token has expired.',
  other_audience: 'The token is for another resource.',
  cross_site: 'A session cookie must be sent by our own pages.',
};

function unidentified(accessUrl: string, identification: Extract<Identification, { caller: undefined }>): ApiError {
  const { reason } = identification;
  if (reason === 'not_proven')
    return new ApiError(401, identification.error.message, {
      headers: { 'www-authenticate': possessionChallenge(accessUrl, identification) },
    });
  if (reason === 'missing')
    return new ApiError(401, 'You are not signed in.', {
      detail: 'Send a token as Authorization: Bearer or Coder-Session-Token.',
      headers: { 'www-authenticate': bearerChallenge(accessUrl) },
    });
  const challenge = bearerChallenge(accessUrl, { code: 'invalid_token', description: words[reason] });
  const status = reason === 'other_audience' || reason === 'cross_site' ? 403 : 401; // RFC 8707 leaves it open; seed 003 says 403
  return new ApiError(status, words[reason], { headers: { 'www-authenticate': challenge } });
}

/** RFC 9470 §3: the client can send the person to sign in again, as the challenge says, and come back. */
const unproven = ({ accessUrl, stepUp: demand }: Rooms, { scheme }: StepUp): ApiError =>
  new ApiError(401, 'The person has to sign in again, more lately or better, before an application may do this.', {
    headers: { 'www-authenticate': stepUpChallenge(accessUrl, scheme, demand) },
  });

/**
 * Lets a caller through to an operation, or says why not.
 *
 * @throws ApiError 401 when it is not known who calls, 403 when they may not.
 */
export async function authorizeCall(rooms: Rooms, operation: Operation, request: FastifyRequest): Promise<Caller | undefined> {
  const { authorization, method } = operation;
  if (authorization.who === 'anyone') return undefined;
  const identification = await identify(rooms, request, method !== 'GET');
  if (identification.caller === undefined) throw unidentified(rooms.accessUrl, identification);
  const { caller } = identification;
  if (authorization.who === 'agent') {
    if (caller.kind !== 'agent')
      throw new ApiError(401, 'Only an agent may call this, with its own token.', {
        headers: { 'www-authenticate': bearerChallenge(rooms.accessUrl) },
      });
    return caller;
  }
  if (caller.kind === 'agent' && authorization.agents === true) return caller;
  if (caller.kind !== 'user') throw new ApiError(403, "An agent's token does not open this.");
  if (!coversScope(caller.scopes, authorization.scope)) {
    const description = `The scope ${authorization.scope} is needed.`;
    const challenge = bearerChallenge(rooms.accessUrl, { code: 'insufficient_scope', description, scope: authorization.scope });
    throw new ApiError(403, description, { headers: { 'www-authenticate': challenge } });
  }
  if (authorization.role !== undefined && !hasRole(caller.user, authorization.role))
    throw new ApiError(403, `Only users with the role ${authorization.role} may do this.`);
  if (authorization.stepUp === true && identification.stepUp?.isMet === false) throw unproven(rooms, identification.stepUp);
  return caller;
}
