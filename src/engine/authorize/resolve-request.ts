import { getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { AuthorizationTicket } from '../model/authorization-ticket.ts';
import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { findPresentedTicket, isRequestUri } from './request-uri.ts';

/** A request to the authorization endpoint with its parameters, wherever they were. */
export interface ResolvedRequest {
  readonly parameters: Parameters;
  /** undefined if the request names no client, or none that exists. */
  readonly client: Client | undefined;
  /** Whether the client pushed it (RFC 9126). */
  readonly isPushed: boolean;
  /** Whether the client signed it (RFC 9101). */
  readonly isSigned: boolean;
  /** What we kept of it under a `request_uri`; undefined if the browser brought the parameters. */
  readonly ticket: AuthorizationTicket | undefined;
}

type Tools = Pick<Engine, 'facts' | 'sha256'>;

const unusable = (reason: string): OAuthError =>
  new OAuthError('invalid_request_uri', 'This request was used already, has expired, or was never made. Start again.', reason);

/** The request behind a `request_uri`. It is the client's that pushed it, and good for one decision (RFC 9126 §4, §7.3). */
async function resolveTicket(
  tools: Tools,
  client: Client | undefined,
  requestUri: string,
  now: EpochSeconds,
): Promise<ResolvedRequest | OAuthError> {
  if (!isRequestUri(requestUri)) {
    return new OAuthError(
      'request_uri_not_supported',
      'Requests are not fetched here: push them to pushed_authorization_request_endpoint.',
    );
  }
  const ticket = await findPresentedTicket(tools, requestUri);
  if (ticket === undefined) return unusable('unknown request_uri or wrong secret');
  if (ticket.serviceId !== client?.serviceId || ticket.clientNumber !== client.number) return unusable('request_uri of another client');
  if (ticket.usedAt !== undefined) return unusable('request_uri used before');
  if (ticket.expiresAt <= now) return unusable('request_uri expired');
  return { parameters: new Map(ticket.parameters), client, isPushed: ticket.isPushed, isSigned: ticket.isSigned, ticket };
}

/**
 * Finds the parameters of a request: sent as they are, or kept under a `request_uri`. Whatever is sent beside a `request_uri` is ignored,
 * but for `client_id`.
 *
 * @returns `invalid_request_uri` and the like; the person is told, since nothing proves where the request comes from.
 * @see RFC 9101 §5, §6.3, RFC 9126 §4
 */
export async function resolveRequest(
  tools: Tools,
  { service, parameters }: AuthorizationRequest,
  now: EpochSeconds,
): Promise<ResolvedRequest | OAuthError> {
  const [clientId, anotherClientId] = parameters.get('client_id') ?? [];
  const isNamed = clientId !== undefined && anotherClientId === undefined;
  const client = isNamed ? (await tools.facts.findClient(service.id, clientId))?.client : undefined;
  const requestUri = getParameter(parameters, 'request_uri');
  if (requestUri === undefined) return { parameters, client, isPushed: false, isSigned: false, ticket: undefined };
  if (parameters.get('request_uri')?.length !== 1 || parameters.has('request')) {
    return new OAuthError('invalid_request', 'Send one request_uri, and no request beside it.');
  }
  return resolveTicket(tools, client, requestUri, now);
}
