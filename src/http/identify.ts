import type { FastifyRequest } from 'fastify';
import { judgeAccessToken } from '../engine/access/judge-access-token.ts';
import { meetsDemand } from '../engine/authentication/meets-demand.ts';
import type { Caller } from '../identity/caller.ts';
import { identifyCaller } from '../identity/identify-caller.ts';
import type { OAuthError } from '../protocol/oauth-error.ts';
import type { Rooms } from './context.ts';
import { readPresentedDpop } from './presented-dpop.ts';
import { isSameOrigin } from './same-origin.ts';
import { findToken, type PresentedToken } from './tokens.ts';

/** Why nobody was identified. */
export type Unidentified =
  | 'missing'
  | 'invalid'
  | 'expired'
  /** An access token for another resource (RFC 8707 §2.2). */
  | 'other_audience'
  /** A cookie that came with a page of another site. */
  | 'cross_site';

/** An access token that is bound to a key its sender has not shown (RFC 9449 §7.1). */
export interface NotProven {
  readonly caller: undefined;
  readonly reason: 'not_proven';
  readonly error: OAuthError;
  /** The scheme of the challenge. */
  readonly scheme: PresentedToken['scheme'];
}

/** Whether the person behind an access token proved who they are as lately and as well as sensitive operations want. */
export interface StepUp {
  readonly isMet: boolean;
  /** The scheme the token came under, and of the challenge. */
  readonly scheme: PresentedToken['scheme'];
}

/** Who makes a request, or why that is not known. `stepUp` is there for access tokens, if anything is demanded. */
export type Identification =
  | { readonly caller: Caller; readonly from: PresentedToken['from']; readonly stepUp?: StepUp }
  | { readonly caller: undefined; readonly reason: Unidentified }
  | NotProven;

const nobody = (reason: Unidentified): Identification => ({ caller: undefined, reason });

/** An OAuth access token stands for its user, as far as its scopes go. A client that speaks for itself is nobody to the REST API. */
async function identifyByAccessToken(
  { engine, identity, clientCertificates, accessUrl, serviceId, stepUp: demand }: Rooms,
  { token, scheme }: PresentedToken,
  request: FastifyRequest,
): Promise<Identification> {
  const service = await engine.facts.findService(serviceId);
  if (service === undefined) return nobody('invalid');
  const certificateThumbprint = clientCertificates.find(request)?.thumbprint;
  const presentation = { scheme, dpop: readPresentedDpop({ accessUrl }, request), certificateThumbprint };
  const judgement = await judgeAccessToken(engine, { service, token, resource: accessUrl, presentation });
  if (!judgement.active && 'error' in judgement)
    return { caller: undefined, reason: 'not_proven', error: judgement.error, scheme: judgement.scheme };
  if (!judgement.active) return nobody(judgement.reason === 'access token expired' ? 'expired' : 'invalid');
  if (!judgement.audienceMatches) return nobody('other_audience');
  const user = judgement.subject === undefined ? undefined : await identity.facts.findUser(judgement.subject);
  if (user === undefined || user.status !== 'active') return nobody('invalid');
  const { accessTokenId: credentialId, scopes, authentication } = judgement;
  const caller: Caller = { kind: 'user', user, via: 'oauth', credentialId, scopes };
  if (demand === undefined) return { caller, from: 'header' };
  const isMet = authentication !== undefined && meetsDemand(service, demand, authentication, engine.clock());
  return { caller, from: 'header', stepUp: { isMet, scheme } };
}

/**
 * Tells who makes a request: by a session, an API token, an agent's token, or an OAuth access token of ours.
 *
 * @param isWrite a write that carries nothing but a cookie must come from our own pages.
 */
export async function identify(rooms: Rooms, request: FastifyRequest, isWrite: boolean): Promise<Identification> {
  const { headers } = request;
  const presented = findToken(headers);
  if (presented === undefined) return nobody('missing');
  const identified = await identifyCaller(rooms.identity, presented.token);
  if (!('refused' in identified)) {
    if (presented.scheme === 'DPoP') return nobody('invalid'); // only access tokens are bound to keys
    if (presented.from === 'cookie' && isWrite && !isSameOrigin(headers, rooms.accessUrl)) return nobody('cross_site');
    return { caller: identified, from: presented.from };
  }
  if (identified.refused === 'not_ours' && presented.from === 'header') return identifyByAccessToken(rooms, presented, request);
  return nobody(identified.refused === 'expired' ? 'expired' : 'invalid');
}
