import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import { type JwsCheck, type JwsVerification, verifyJws } from './verify-jws.ts';

/** Whoever has keys: registered ones, or an address of them. */
export type KeyOwner = Pick<Client, 'jwks' | 'jwksUri'>;

/**
 * Checks the signature of a JWS with the client's own keys: its `jwks`, or what is at its `jwks_uri`, which is looked at again when it
 * has no fitting key, since clients rotate keys without telling.
 *
 * @see RFC 7591 §2, OpenID Connect Core 1.0 §10.1.1
 */
export async function verifyClientJws(
  engine: Pick<Engine, 'verifySignature' | 'findClientKeys'>,
  client: KeyOwner,
  { jws, algorithms }: Pick<JwsCheck, 'jws' | 'algorithms'>,
): Promise<JwsVerification> {
  for (const isKeyMissing of [false, true]) {
    const found = await engine.findClientKeys(client, isKeyMissing);
    if (found.outcome === 'failed') return { outcome: 'invalid', reason: found.reason };
    const verification = await verifyJws(engine, { jws, keys: found.keys, algorithms });
    if (verification.outcome !== 'no_key' || client.jwksUri === undefined) return verification;
  }
  return { outcome: 'no_key' };
}
