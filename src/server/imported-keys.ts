import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { type PublicJwk, thumbprintInput } from '../protocol/jose/jwk.ts';

/** RFC 7518 §3.3 */
const minRsaBits = 2048;
/** Above this a verification takes long enough to be an attack. */
const maxRsaBits = 8192;

/** Keys that are kept for those that come along with each request (RFC 9449 §4.2): beyond that, the oldest is forgotten. */
const capacity = 1000;

function importKey(jwk: PublicJwk): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }); // its members were checked to be text
    const bits = key.asymmetricKeyDetails?.modulusLength;
    return bits === undefined || (bits >= minRsaBits && bits <= maxRsaBits) ? key : undefined;
  } catch {
    return undefined; // a point off the curve, a modulus that is none
  }
}

/**
 * Imports public keys, and remembers them: an import costs as much as a verification. A registered key is known by its object, the key
 * of a proof by its members, since each proof brings it anew.
 *
 * @returns undefined for what is no key, and for RSA keys that are too small or too large.
 */
export function createImportedKeys(): (jwk: PublicJwk) => KeyObject | undefined {
  const byObject = new WeakMap<PublicJwk, { readonly key: KeyObject | undefined }>();
  const byMembers = new Map<string, KeyObject>();
  const find = (jwk: PublicJwk): KeyObject | undefined => {
    const members = thumbprintInput(jwk);
    const known = byMembers.get(members);
    if (known !== undefined) return known;
    const key = importKey(jwk);
    if (key === undefined) return undefined; // not remembered: it takes no verification
    for (const oldest of byMembers.keys()) {
      if (byMembers.size < capacity) break;
      byMembers.delete(oldest);
    }
    byMembers.set(members, key);
    return key;
  };
  return (jwk) => {
    let known = byObject.get(jwk);
    if (known === undefined) {
      known = { key: find(jwk) };
      byObject.set(jwk, known);
    }
    return known.key;
  };
}
