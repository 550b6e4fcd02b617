import { createHash, createPrivateKey, generateKeyPairSync, type JsonWebKey, randomUUID, sign } from 'node:crypto';
import { Secret } from '../../protocol/secret.ts';
import type { DpopClaims, DpopSigner } from '../ports.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const createKey = (): Secret => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return new Secret(JSON.stringify(privateKey.export({ format: 'jwk' })));
};

const signProof = (key: Secret, { htm, htu, iat, nonce, accessToken }: DpopClaims): string => {
  const jwk = JSON.parse(key.reveal()) as JsonWebKey; // what createKey made
  const { kty, crv, x, y } = jwk; // RFC 9449 §4.2: the public key, and nothing of the private one
  const ath = accessToken === undefined ? undefined : createHash('sha256').update(accessToken.reveal()).digest('base64url');
  const header = encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } });
  const signed = `${header}.${encode({ jti: randomUUID(), htm, htu, iat, ath, nonce })}`;
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }); // RFC 7518 §3.4
  return `${signed}.${signature.toString('base64url')}`;
};

/**
 * Makes keys on P-256, and proofs with ES256.
 *
 * @see RFC 9449 §4.2
 */
export const createDpopSigner = (): DpopSigner => ({ createKey, sign: signProof });
