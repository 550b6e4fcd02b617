import { formatCredential } from '../../protocol/credential.ts';
import { after, type EpochSeconds, type Seconds } from '../../protocol/units.ts';
import type { AuthorizationTicket } from '../model/authorization-ticket.ts';
import type { Engine } from '../ports.ts';
import { mintTicket } from '../token/fresh-token.ts';
import type { ValidAuthorization } from './authorization-request.ts';
import { formatRequestUri } from './request-uri.ts';
import type { ResolvedRequest } from './resolve-request.ts';

/** Credentials that come with a pushed request: they proved who sent it, and are not kept. */
const credentials: ReadonlySet<string> = new Set(['client_secret', 'client_assertion', 'client_assertion_type']);

/** Since when and how long a request waits, and for whom. */
export interface Waiting {
  readonly now: EpochSeconds;
  readonly lifetime: Seconds;
  /** When a browser brought it; undefined if none has yet. */
  readonly openedAt: EpochSeconds | undefined;
  /** What a front end keeps with it; undefined if it does not wait for a front end. */
  readonly context?: string | undefined;
}

/** Makes a ticket for a valid request, with its text, and the `request_uri` that leads to it unless it waits for a front end. */
export function makeTicket(
  engine: Pick<Engine, 'mint' | 'sha256'>,
  request: Pick<ResolvedRequest, 'parameters' | 'client' | 'isPushed' | 'isSigned' | 'requestPayload'>,
  { clientNumber }: Pick<ValidAuthorization, 'clientNumber'>,
  { now, lifetime, openedAt, context }: Waiting,
): { readonly ticket: AuthorizationTicket; readonly text: string; readonly requestUri: string } {
  const { parameters, client, isPushed, isSigned, requestPayload } = request;
  const { credential, secretHash } = mintTicket(engine);
  const ticket: AuthorizationTicket = {
    id: credential.id,
    secretHash,
    serviceId: client?.serviceId ?? 0,
    clientNumber,
    parameters: [...parameters].filter(([name]) => !credentials.has(name)),
    isPushed,
    isSigned,
    requestPayload,
    context,
    createdAt: now,
    expiresAt: after(now, lifetime),
    openedAt,
    usedAt: undefined,
  };
  return { ticket, text: formatCredential(credential), requestUri: formatRequestUri(credential) };
}
