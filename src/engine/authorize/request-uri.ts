import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { type Credential, formatCredential, parseCredential } from '../../protocol/credential.ts';
import type { AuthorizationTicket } from '../model/authorization-ticket.ts';
import type { Engine } from '../ports.ts';

/** RFC 9126 §2.2: the form every example has, so that clients which look at it are not surprised. */
const prefix = 'urn:ietf:params:oauth:request_uri:';

/** The `request_uri` of a ticket. */
export const formatRequestUri = (ticket: Credential): string => prefix + formatCredential(ticket);

/** Whether a `request_uri` could be one of ours, rather than an address. */
export const isRequestUri = (text: string): boolean => text.startsWith(prefix);

/** The ticket of a text that stands for one; undefined if there is none, or its secret is another. */
export async function findTicket(
  { facts, sha256 }: Pick<Engine, 'facts' | 'sha256'>,
  text: string,
): Promise<AuthorizationTicket | undefined> {
  const credential = parseCredential(text);
  if (credential?.kind !== 'authorizationTicket') return undefined;
  const ticket = await facts.findAuthorizationTicket(credential.id);
  return ticket !== undefined && equalInConstantTime(ticket.secretHash, sha256(credential.secret)) ? ticket : undefined;
}

/** The ticket of a `request_uri`, as {@link findTicket} finds it. */
export const findPresentedTicket = async (
  tools: Pick<Engine, 'facts' | 'sha256'>,
  requestUri: string,
): Promise<AuthorizationTicket | undefined> => (isRequestUri(requestUri) ? findTicket(tools, requestUri.slice(prefix.length)) : undefined);
