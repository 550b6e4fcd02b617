import { parseCredential } from '../../protocol/credential.ts';
import type { Session } from '../model/session.ts';
import type { Identity } from '../ports.ts';
import { secretMatches } from '../secret-matches.ts';

/** The session a credential proves, whether or not it is over; undefined if it proves none. */
export async function findPresentedSession(
  identity: Pick<Identity, 'facts' | 'sha256'>,
  token: string | undefined,
): Promise<Session | undefined> {
  const credential = token === undefined ? undefined : parseCredential(token);
  if (credential?.kind !== 'session') return undefined;
  const found = await identity.facts.findSessionWithUser(credential.id);
  return found !== undefined && secretMatches(credential, found.session, identity.sha256) ? found.session : undefined;
}
