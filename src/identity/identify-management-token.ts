import { parseCredential } from '../protocol/credential.ts';
import type { RefusedToken } from './identify-caller.ts';
import type { ManagementToken } from './model/session.ts';
import type { Identity } from './ports.ts';
import { secretMatches } from './secret-matches.ts';

const kindByCredential = { serviceToken: 'service', organizationToken: 'organization' } as const;

/** Tells which part of the engine API a token opens. */
export async function identifyManagementToken(
  { facts, sha256 }: Pick<Identity, 'facts' | 'sha256'>,
  token: string,
): Promise<ManagementToken | RefusedToken> {
  const credential = parseCredential(token);
  if (credential?.kind !== 'serviceToken' && credential?.kind !== 'organizationToken') return { refused: 'not_ours' };
  const found = await facts.findManagementToken(credential.id);
  if (found === undefined || !secretMatches(credential, found, sha256)) return { refused: 'unknown' };
  // The prefix is inside the checksum, which protects nothing: the row says what the token is.
  if (found.kind !== kindByCredential[credential.kind]) return { refused: 'unknown' };
  return found.revokedAt === undefined ? found : { refused: 'revoked' };
}
