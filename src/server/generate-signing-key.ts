import { generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { GeneratedKey } from '../engine/keys/rotate-signing-key.ts';
import type { SigningAlgorithm } from '../engine/model/signing-key.ts';
import type { Mint } from '../protocol/mint.ts';
import { Secret } from '../protocol/secret.ts';

const generate = promisify(generateKeyPair);

/** RFC 7518 §3.3 asks for 2048 at least; more costs every signature. */
const modulusLength = 2048;

const makers: Readonly<Record<SigningAlgorithm, () => Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }>>> = {
  ES256: () => generate('ec', { namedCurve: 'P-256' }),
  RS256: () => generate('rsa', { modulusLength }),
  PS256: () => generate('rsa', { modulusLength }),
  EdDSA: () => generate('ed25519'),
};

/** Public keys have no other members than these, all of them text. */
const publicMembers: readonly (keyof JsonWebKey & string)[] = ['kty', 'crv', 'x', 'y', 'n', 'e'];

/**
 * Makes a key pair under a fresh `kid`, in a thread of its own: RSA takes a good part of a second, and nobody shall wait for it who did
 * not ask.
 *
 * @see RFC 7518 §3.3–3.5, RFC 8037 §2
 */
export async function generateSigningKey(mint: Pick<Mint, 'id'>, algorithm: SigningAlgorithm = 'ES256'): Promise<GeneratedKey> {
  const { publicKey, privateKey } = await makers[algorithm]();
  const exported: JsonWebKey = publicKey.export({ format: 'jwk' });
  return {
    id: mint.id(),
    algorithm,
    publicJwk: Object.fromEntries(publicMembers.flatMap((name) => (typeof exported[name] === 'string' ? [[name, exported[name]]] : []))),
    privateJwk: new Secret(JSON.stringify(privateKey.export({ format: 'jwk' }))),
  };
}
