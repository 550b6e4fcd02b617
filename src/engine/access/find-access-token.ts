import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import type { AccessTokenFacts, Engine } from '../ports.ts';

type Tools = Pick<Engine, 'facts' | 'sha256' | 'readOwnJwt'>;

/** The compact form of RFC 7515 §3.1: three parts of base64url. */
const compactJwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
/** RFC 9068 §2.1 */
export const accessTokenType = 'at+jwt';
/** Longer than any token we issue; not worth parsing. */
const maxTokenLength = 16_384;

/** Whether a text has the form of a JWT. */
export const isCompactJwt = (text: string): boolean => text.length <= maxTokenLength && compactJwt.test(text);

/**
 * The access token of a text, opaque or JWT, with what may have ended it; undefined if it is none of the service's, or was
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
  if (!isCompactJwt(text)) return undefined;
  const claims = await readOwnJwt(serviceId, text, accessTokenType);
  if (typeof claims?.jti !== 'string') return undefined;
  const found = await facts.findAccessTokenWithGrant(claims.jti);
  // An opaque token's row must not be reached by a JWT that merely names its id.
  return found?.accessToken.secretHash === '' && found.accessToken.serviceId === serviceId ? found : undefined;
}
