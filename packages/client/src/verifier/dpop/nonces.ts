import { encodeBase64Url } from '../../wire/base64url.ts';
import { equalInConstantTime } from '../../wire/equal-in-constant-time.ts';

/** The nonces proofs must have, so that none can be made for later (RFC 9449 §8, §9). */
export interface Nonces {
  /** The one new proofs are to have. */
  current(): string | Promise<string>;
  /** Whether a proof may have it: the current one, or one that was so a moment ago. */
  accepts(nonce: string): boolean | Promise<boolean>;
}

/**
 * Nonces that need no storage: each is the HMAC of a period of time, and all processes with the same secret agree on it.
 *
 * @param secret at least 32 random bytes
 * @param periodInSeconds how long one is current; it is accepted for one period more
 */
export function rotatingNonces(
  secret: Uint8Array<ArrayBuffer>,
  periodInSeconds: number = 120,
  now: () => number = () => Date.now() / 1000,
): Nonces {
  if (secret.length < 32) throw new TypeError('The secret of nonces must have at least 32 bytes.');
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  let key: ReturnType<typeof crypto.subtle.importKey> | undefined; // made when it is needed: Workers allow no such work at start
  const nonceOf = async (period: number): Promise<string> => {
    key ??= crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
    return encodeBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(`dpop nonce ${period}`))));
  };
  const period = (): number => Math.floor(now() / periodInSeconds);
  return {
    current: () => nonceOf(period()),
    accepts: async (nonce) => {
      const [present, previous] = await Promise.all([nonceOf(period()), nonceOf(period() - 1)]);
      return equalInConstantTime(nonce, present) || equalInConstantTime(nonce, previous);
    },
  };
}
