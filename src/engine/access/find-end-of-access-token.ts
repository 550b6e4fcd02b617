import type { EpochSeconds } from '../../protocol/units.ts';
import { clientLocked } from '../clients/client-lock.ts';
import type { AccessTokenFacts } from '../ports.ts';

/** Why an access token is dead; undefined if it lives. */
export function findEndOfAccessToken(facts: AccessTokenFacts, now: EpochSeconds): string | undefined {
  const { accessToken, grant, clientId, clientSecretExists } = facts;
  if (accessToken.expiresAt <= now) return 'access token expired';
  if (accessToken.revokedAt !== undefined) return 'access token revoked';
  if (clientId === undefined) return 'client deleted';
  if (facts.isClientLocked === true) return clientLocked;
  if (!clientSecretExists) return 'client secret deleted';
  if (accessToken.grantId !== undefined && grant === undefined) return 'grant gone';
  return grant?.revokedAt === undefined ? undefined : 'grant revoked';
}
