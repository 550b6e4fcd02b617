import { createPrivateKey, generateKeyPairSync, hash, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { derToJose } from '../peers/der-to-jose.ts';

/** The key the clients of a run have. */
export interface ClientKey {
  /** The public half. */
  readonly jwk: JsonWebKey;
  readonly privateKey: KeyObject;
}

function makeKey(): ClientKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // A key that was imported signs twice as fast on Node 24 as one that was generated.
  return { jwk: publicKey.export({ format: 'jwk' }), privateKey: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })) };
}

/** One key for all clients of a run: servers may well remember what they imported. */
export const clientKey: ClientKey = makeKey();

/** RFC 7523 §2.2 */
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs `count` JWTs that differ in their `jti`. */
function signMany(header: object, claims: object, count: number): readonly string[] {
  const head = encode(header);
  const round = hash('sha256', `${process.hrtime.bigint()}`, 'base64url').slice(0, 16);
  return Array.from({ length: count }, (_, index) => {
    const signed = `${head}.${encode({ ...claims, jti: `${round}-${index}` })}`;
    return `${signed}.${derToJose(sign('sha256', Buffer.from(signed), clientKey.privateKey)).toString('base64url')}`;
  });
}

const now = (): number => Math.floor(Date.now() / 1000);

/** Proofs for POST requests to a URL, made ahead of the round that uses each once (RFC 9449 §4.2). */
export const makeProofs = (htu: string, count: number): readonly string[] =>
  signMany({ typ: 'dpop+jwt', alg: 'ES256', jwk: clientKey.jwk }, { htm: 'POST', htu, iat: now() }, count);

/** Assertions of a client, made ahead of the round that uses each once (RFC 7523 §3). */
export const makeAssertions = (clientId: string, audience: string, count: number): readonly string[] =>
  signMany({ alg: 'ES256' }, { iss: clientId, sub: clientId, aud: audience, iat: now(), exp: now() + 300 }, count);
