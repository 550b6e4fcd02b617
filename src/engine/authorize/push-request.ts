import { findRepeated, type Parameters } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { discoverRequestingClient } from '../cimd/discover-requesting-client.ts';
import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import { pushedLifetime } from '../profiles/tighten.ts';
import { settle } from '../settle.ts';
import { bindPushedRequest } from './bind-pushed-request.ts';
import { judgeAuthorizationRequest } from './judge-authorization-request.ts';
import { makeTicket } from './make-ticket.ts';
import { type ResolvedRequest, resolveRequestObject } from './resolve-request.ts';

/** The request was pushed, and waits for the browser. */
export interface Pushed {
  readonly action: 'pushed';
  /** How the client proved who it is. */
  readonly authMethod: string;
  readonly requestUri: string;
  readonly expiresIn: Seconds;
  readonly changes: readonly EngineChange[];
}

/** What the pushed authorization request endpoint will do, said before it is done. */
export type PushDecision = Pushed | Refusal;

/** The client is the one that authenticated, by its text id, whatever the form calls it. */
const withClientId = (parameters: Parameters, { clientId }: Client): Parameters => new Map([...parameters, ['client_id', [clientId]]]);

/** The parameters of the form, or those of the request object in it (RFC 9126 §3). */
async function resolvePushed(
  engine: Engine,
  { service, parameters }: ClientRequest,
  client: Client,
  now: EpochSeconds,
): Promise<Pick<ResolvedRequest, 'parameters' | 'client' | 'isSigned' | 'requestPayload'> | OAuthError> {
  if (!parameters.has('request')) return { parameters, client, isSigned: false };
  return resolveRequestObject(engine, { service, parameters }, client, now);
}

async function decidePush(engine: Engine, request: ClientRequest): Promise<PushDecision> {
  const { service } = request;
  const repeated = findRepeated(request.parameters, ['resource']);
  if (repeated !== undefined) return refuse(new OAuthError('invalid_request', `The parameter ${repeated} is repeated.`));
  const discoveryError = await discoverRequestingClient(engine, request);
  if (discoveryError !== undefined) return refuse(discoveryError);
  const now = engine.clock();
  const authenticated = await authenticateClient(engine, request, now);
  if (authenticated instanceof OAuthError) return refuse(authenticated);
  const { client, changes } = authenticated;
  if (request.parameters.has('request_uri')) return refuse(new OAuthError('invalid_request', 'A request_uri cannot be pushed.'), changes);
  const found = await resolvePushed(engine, request, client, now);
  if (found instanceof OAuthError) return refuse(found, changes);
  const bound = await bindPushedRequest(engine, request, found.parameters, now, authenticated);
  if (bound instanceof OAuthError) return refuse(bound, changes);
  const resolved = { ...found, parameters: withClientId(bound.parameters, client), isPushed: true };
  const verdict = judgeAuthorizationRequest({ service, ...resolved });
  if (verdict.verdict === 'invalid') return refuse(verdict.error, [...changes, ...bound.changes]);
  const lifetime = pushedLifetime(service, client);
  const { ticket, requestUri } = makeTicket(engine, resolved, verdict.authorization, { now, lifetime, openedAt: undefined });
  return {
    action: 'pushed',
    authMethod: authenticated.method,
    requestUri,
    expiresIn: lifetime,
    changes: [{ change: 'insert_authorization_ticket', ticket }, ...changes, ...bound.changes],
  };
}

/**
 * Takes an authorization request from a client itself: who sent it is proven and nobody can change it on its way. It is judged as the
 * authorization endpoint will judge it, so that a faulty one is refused before a person sees it.
 *
 * @see RFC 9126 §2.1, §2.3, RFC 9449 §10.1
 */
export function pushAuthorizationRequest(engine: Engine, request: ClientRequest): Promise<PushDecision> {
  return settle(engine, () => decidePush(engine, request));
}
