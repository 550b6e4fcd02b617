import { after, type EpochSeconds, type Seconds } from '../../protocol/units.ts';
import type { AuthorizationTicket } from '../model/authorization-ticket.ts';
import type { Engine } from '../ports.ts';
import { mintTicket } from '../token/fresh-token.ts';
import type { ValidAuthorization } from './authorization-request.ts';
import { formatRequestUri } from './request-uri.ts';
import type { ResolvedRequest } from './resolve-request.ts';

/** Credentials that come with a pushed request: they proved who sent it, and are not kept. */
const credentials: ReadonlySet<string> = new Set(['client_secret', 'client_assertion', 'client_assertion_type']);

/** Makes a ticket for a valid request, and the `request_uri` that leads to it. */
export function makeTicket(
  engine: Pick<Engine, 'mint' | 'sha256'>,
  { parameters, client, isPushed, isSigned }: Pick<ResolvedRequest, 'parameters' | 'client' | 'isPushed' | 'isSigned'>,
  { clientNumber }: Pick<ValidAuthorization, 'clientNumber'>,
  { now, lifetime, openedAt }: { readonly now: EpochSeconds; readonly lifetime: Seconds; readonly openedAt: EpochSeconds | undefined },
): { readonly ticket: AuthorizationTicket; readonly requestUri: string } {
  const { credential, secretHash } = mintTicket(engine);
  const ticket: AuthorizationTicket = {
    id: credential.id,
    secretHash,
    serviceId: client?.serviceId ?? 0,
    clientNumber,
    parameters: [...parameters].filter(([name]) => !credentials.has(name)),
    isPushed,
    isSigned,
    createdAt: now,
    expiresAt: after(now, lifetime),
    openedAt,
    usedAt: undefined,
  };
  return { ticket, requestUri: formatRequestUri(credential) };
}
