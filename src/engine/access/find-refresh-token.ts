import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { clientLocked } from '../clients/client-lock.ts';
import type { Engine, RefreshTokenFacts } from '../ports.ts';
import { findGivenTokenFault, takeGivenToken } from '../terms/given-token.ts';
import type { FreshToken } from '../token/fresh-token.ts';

type Tools = Pick<Engine, 'facts' | 'sha256'>;

/** A refresh token taken apart, ours or made by a caller; undefined if it is neither. */
export function readRefreshToken({ sha256 }: Pick<Tools, 'sha256'>, serviceId: number, text: string): FreshToken | undefined {
  const credential = parseCredential(text);
  if (credential !== undefined) {
    return credential.kind === 'refreshToken' ? { credential, secretHash: sha256(credential.secret) } : undefined;
  }
  return findGivenTokenFault(text) === undefined ? takeGivenToken(sha256, serviceId, text, 'refresh') : undefined;
}

/** A refresh token that was taken apart, with its grant; undefined if there is none, or its secret is another. Whose it is, is judged apart. */
export async function findRefreshToken(
  { facts }: Pick<Tools, 'facts'>,
  presented: FreshToken | undefined,
): Promise<RefreshTokenFacts | undefined> {
  const found = presented && (await facts.findRefreshTokenWithGrant(presented.credential.id));
  return found !== undefined && equalInConstantTime(found.refreshToken.secretHash, presented?.secretHash ?? '') ? found : undefined;
}

/** The refresh token of a text, with its grant, as {@link findRefreshToken} does. */
export const findPresentedRefreshToken = (tools: Tools, serviceId: number, text: string): Promise<RefreshTokenFacts | undefined> =>
  findRefreshToken(tools, readRefreshToken(tools, serviceId, text));

/** Why a refresh token is dead; undefined if it lives. One that was used is dead, though its leeway may answer it once more. */
export function findEndOfRefreshToken(facts: RefreshTokenFacts, now: EpochSeconds): string | undefined {
  const { refreshToken, grant, clientId, clientSecretExists } = facts;
  if (refreshToken.rotatedAt !== undefined) return 'refresh token used';
  if (refreshToken.expiresAt <= now) return 'refresh token expired';
  if (grant.revokedAt !== undefined) return 'grant revoked';
  if (clientId === undefined) return 'client deleted';
  if (facts.isClientLocked === true) return clientLocked;
  return clientSecretExists ? undefined : 'client secret deleted';
}
