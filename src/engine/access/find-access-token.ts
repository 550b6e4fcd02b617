import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import type { AccessTokenFacts, Engine } from '../ports.ts';
import { findGivenTokenFault, givenTokenId } from '../terms/given-token.ts';

type Tools = Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt'>;

/** The compact form of RFC 7515 §3.1: three parts of base64url. */
const compactJwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
/** RFC 9068 §2.1 */
export const accessTokenType = 'at+jwt';
/** Longer than any token we issue; not worth parsing. */
const maxTokenLength = 16_384;

/** An access token that a caller of the engine made, by the hash that is its row's id. */
async function findGivenAccessToken(
  { facts, sha256 }: Pick<Tools, 'facts' | 'sha256'>,
  serviceId: number,
  text: string,
): Promise<AccessTokenFacts | undefined> {
  if (findGivenTokenFault(text) !== undefined) return undefined;
  const hash = sha256(text);
  const found = await facts.findAccessTokenWithGrant(givenTokenId(sha256, 'access', serviceId, hash));
  return found !== undefined && equalInConstantTime(found.accessToken.secretHash, hash) ? found : undefined;
}

/** Whether a text has the form of a JWT. */
export const isCompactJwt = (text: string): boolean => text.length <= maxTokenLength && compactJwt.test(text);

/**
 * The access token of a text, opaque, JWT or made by a caller, with what may have ended it; undefined if it is none of the service's, or was
 * tampered with. Whether it is still good is judged apart.
 */
export async function findPresentedAccessToken(
  { facts, sha256, readOwnJwt }: Tools,
  serviceId: number,
  text: string,
): Promise<AccessTokenFacts | undefined> {
  const credential = parseCredential(text);
  if (credential !== undefined) {
    if (credential.kind !== 'accessToken') return undefined;
    const found = await facts.findAccessTokenWithGrant(credential.id);
    if (found === undefined || found.accessToken.serviceId !== serviceId) return undefined;
    return equalInConstantTime(found.accessToken.secretHash, sha256(credential.secret)) ? found : undefined;
  }
  const claims = isCompactJwt(text) ? await readOwnJwt(serviceId, text, accessTokenType) : undefined;
  if (typeof claims?.jti !== 'string') return findGivenAccessToken({ facts, sha256 }, serviceId, text);
  const found = await facts.findAccessTokenWithGrant(claims.jti);
  // An opaque token's row must not be reached by a JWT that merely names its id.
  return found?.accessToken.secretHash === '' && found.accessToken.serviceId === serviceId ? found : undefined;
}
