import { getParameter, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { isDocumentUrl } from '../cimd/document-url.ts';
import type { AuthorizationTicket } from '../model/authorization-ticket.ts';
import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { readRequestObject, type SignedRequest } from './read-request-object.ts';
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
  /** Whether it was fetched from where the client keeps it: it could be another one the next time. */
  readonly isFetched: boolean;
  /** All that the client signed, as JSON; undefined if it signed nothing. */
  readonly requestPayload?: string | undefined;
  /** What we kept of it under a `request_uri`; undefined if the browser brought the parameters. */
  readonly ticket: AuthorizationTicket | undefined;
}

type Tools = Pick<Engine, 'facts' | 'discoverClient' | 'sha256' | 'verifySignature' | 'findClientKeys' | 'fetchRequestObject'>;

const unusable = (reason: string): OAuthError =>
  new OAuthError('invalid_request_uri', 'This request was used already, has expired, or was never made. Start again.', reason);

/** A request as it was kept. */
export const restoreRequest = <Owner extends Client | undefined>(
  ticket: AuthorizationTicket,
  client: Owner,
): ResolvedRequest & { readonly client: Owner } => ({
  parameters: new Map(ticket.parameters),
  client,
  isPushed: ticket.isPushed,
  isSigned: ticket.isSigned,
  isFetched: false,
  requestPayload: ticket.requestPayload,
  ticket,
});

/** The request behind a `request_uri`. It is the client's that pushed it, and good for one decision (RFC 9126 §4, §7.3). */
async function resolveTicket(
  tools: Tools,
  client: Client | undefined,
  requestUri: string,
  now: EpochSeconds,
): Promise<ResolvedRequest | OAuthError> {
  const ticket = await findPresentedTicket(tools, requestUri);
  if (ticket === undefined) return unusable('unknown request_uri or wrong secret');
  if (ticket.serviceId !== client?.serviceId || ticket.clientNumber !== client.number) return unusable('request_uri of another client');
  if (ticket.context !== undefined) return unusable('ticket of a front end');
  if (ticket.usedAt !== undefined) return unusable('request_uri used before');
  if (ticket.expiresAt <= now) return unusable('request_uri expired');
  return restoreRequest(ticket, client);
}

const fromSigned = ({ parameters, payload }: SignedRequest, client: Client, isFetched: boolean): ResolvedRequest => ({
  parameters,
  client,
  isPushed: false,
  isSigned: true,
  isFetched,
  requestPayload: payload,
  ticket: undefined,
});

const withoutFragment = (url: string): string => url.replace(/#.*$/, '');

/**
 * The request that a client keeps signed at an address of its own. Only addresses it registered are fetched from, so that nobody sends us
 * elsewhere (RFC 9101 §5.2, §10.4).
 */
async function resolveReference(
  tools: Tools,
  { service, parameters }: AuthorizationRequest,
  client: Client | undefined,
  now: EpochSeconds,
): Promise<ResolvedRequest | OAuthError> {
  if (client === undefined) return new OAuthError('invalid_client', 'This application is not known here.');
  const [requestUri = ''] = parameters.get('request_uri') ?? [];
  const isRegistered = client.requestRules.requestUris.some((known) => withoutFragment(known) === withoutFragment(requestUri));
  if (!isRegistered) return new OAuthError('invalid_request_uri', 'This request_uri is not registered for the application.');
  const fetched = await tools.fetchRequestObject(withoutFragment(requestUri));
  if (fetched.outcome === 'failed')
    return new OAuthError('invalid_request_uri', 'The request cannot be had from its request_uri.', fetched.reason);
  const signed = await readRequestObject(tools, { now, service, client }, fetched.text);
  if (signed instanceof OAuthError) return signed;
  return fromSigned(signed, client, true);
}

/** The request that a client signed and sent by value. The client is the one outside: it says whose keys to look at (RFC 9101 §5, §6.3). */
export async function resolveRequestObject(
  tools: Tools,
  { service, parameters }: AuthorizationRequest,
  client: Client | undefined,
  now: EpochSeconds,
): Promise<ResolvedRequest | OAuthError> {
  const [object, another] = parameters.get('request') ?? [];
  if (object === undefined || another !== undefined || parameters.has('request_uri')) {
    return new OAuthError('invalid_request', 'Send one request, and no request_uri beside it.');
  }
  if (client === undefined) return new OAuthError('invalid_client', 'This application is not known here.');
  const signed = await readRequestObject(tools, { now, service, client }, object);
  if (signed instanceof OAuthError) return signed;
  return fromSigned(signed, client, false);
}

/** The client a request names, if it names one; a document that is its id is read again where that may be, or if nothing is known of it. */
async function findNamedClient(
  tools: Tools,
  { service, parameters, documentOptions: options }: AuthorizationRequest,
  mayFetch: boolean,
): Promise<Client | undefined | OAuthError> {
  const [clientId, anotherClientId] = parameters.get('client_id') ?? [];
  if (clientId === undefined || anotherClientId !== undefined) return undefined;
  const known = mayFetch && isDocumentUrl(clientId) ? undefined : await tools.facts.findClient(service.id, clientId);
  if (known !== undefined || !isDocumentUrl(clientId)) return known?.client;
  const discoveryError = await tools.discoverClient({ service, clientId, options });
  return discoveryError ?? (await tools.facts.findClient(service.id, clientId))?.client;
}

/**
 * Finds the parameters of a request: sent as they are, signed by the client, or kept under a `request_uri` by us or by it. Whatever is sent beside a
 * `request` or `request_uri` is ignored, but for `client_id`.
 *
 * @param mayFetch whether a request may be had from where its client keeps it. What a person decides on must not change meanwhile, so that it is
 *   fetched once, when it is opened.
 * @returns `invalid_request_uri` and the like; the person is told, since nothing proves where the request comes from.
 * @see RFC 9101 §5, §6.3, RFC 9126 §4
 */
export async function resolveRequest(
  tools: Tools,
  request: AuthorizationRequest,
  now: EpochSeconds,
  mayFetch = false,
): Promise<ResolvedRequest | OAuthError> {
  const { service, parameters } = request;
  const client = await findNamedClient(tools, request, mayFetch);
  if (client instanceof OAuthError) return client;
  const requestUri = getParameter(parameters, 'request_uri');
  if (parameters.has('request')) return resolveRequestObject(tools, { service, parameters }, client, now);
  if (requestUri === undefined) return { parameters, client, isPushed: false, isSigned: false, isFetched: false, ticket: undefined };
  if (parameters.get('request_uri')?.length !== 1) return new OAuthError('invalid_request', 'The parameter request_uri is repeated.');
  if (isRequestUri(requestUri)) return resolveTicket(tools, client, requestUri, now);
  if (!mayFetch) return new OAuthError('request_uri_not_supported', 'Open this request at the authorization endpoint first.');
  return resolveReference(tools, { service, parameters }, client, now);
}
