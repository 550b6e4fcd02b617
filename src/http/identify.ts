import type { IncomingHttpHeaders } from 'node:http';
import { judgeAccessToken } from '../engine/access/judge-access-token.ts';
import type { Caller } from '../identity/caller.ts';
import { identifyCaller } from '../identity/identify-caller.ts';
import type { Rooms } from './context.ts';
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

/** Who makes a request, or why that is not known. */
export type Identification =
  | { readonly caller: Caller; readonly from: PresentedToken['from'] }
  | { readonly caller: undefined; readonly reason: Unidentified };

const nobody = (reason: Unidentified): Identification => ({ caller: undefined, reason });

/** An OAuth access token stands for its user, as far as its scopes go. A client that speaks for itself is nobody to the REST API. */
async function identifyByAccessToken({ engine, identity, accessUrl, serviceId }: Rooms, token: string): Promise<Identification> {
  const judgement = await judgeAccessToken(engine, { service: { id: serviceId }, token, resource: accessUrl });
  if (!judgement.active) return nobody(judgement.reason === 'access token expired' ? 'expired' : 'invalid');
  if (!judgement.audienceMatches) return nobody('other_audience');
  const user = judgement.subject === undefined ? undefined : await identity.facts.findUser(judgement.subject);
  if (user === undefined || user.status !== 'active') return nobody('invalid');
  return { caller: { kind: 'user', user, via: 'oauth', credentialId: judgement.accessTokenId, scopes: judgement.scopes }, from: 'header' };
}

/**
 * Tells who makes a request: by a session, an API token, an agent's token, or an OAuth access token of ours.
 *
 * @param isWrite a write that carries nothing but a cookie must come from our own pages.
 */
export async function identify(rooms: Rooms, headers: IncomingHttpHeaders, isWrite: boolean): Promise<Identification> {
  const presented = findToken(headers);
  if (presented === undefined) return nobody('missing');
  const identified = await identifyCaller(rooms.identity, presented.token);
  if (!('refused' in identified)) {
    if (presented.from === 'cookie' && isWrite && !isSameOrigin(headers, rooms.accessUrl)) return nobody('cross_site');
    return { caller: identified, from: presented.from };
  }
  if (identified.refused === 'not_ours' && presented.from === 'header') return identifyByAccessToken(rooms, presented.token);
  return nobody(identified.refused === 'expired' ? 'expired' : 'invalid');
}
