import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { now, validService } from './records.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** An instance of a client: an app on somebody's phone. */
export interface ClientInstance {
  readonly jwk: JsonObject;
  /** A proof beside an attestation; `claims` and `header` replace what is right. */
  prove(claims?: JsonObject, header?: JsonObject): string;
  /** A DPoP proof that stands in for it. */
  proveDpop(htu: string, claims?: JsonObject): string;
}

/** The backend of a client, which vouches for its instances. */
export interface TestAttester {
  readonly jwks: { readonly keys: readonly JsonObject[] };
  attest(clientId: string, instance: Pick<ClientInstance, 'jwk'>, claims?: JsonObject, header?: JsonObject): string;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signJwt(key: KeyObject, header: JsonObject, claims: JsonObject): string {
  const input = `${encode({ alg: 'ES256', ...header })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const makeKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Makes an instance with a key of its own. */
export function makeInstance(): ClientInstance {
  const { publicKey, privateKey } = makeKeys();
  const jwk: JsonObject = { ...publicKey.export({ format: 'jwk' }) };
  return {
    jwk,
    prove: (claims = {}, header = {}) =>
      signJwt(
        privateKey,
        { typ: 'oauth-client-attestation-pop+jwt', ...header },
        { aud: validService.issuer, jti: randomUUID(), iat: now, ...claims },
      ),
    proveDpop: (htu, claims = {}) =>
      signJwt(privateKey, { typ: 'dpop+jwt', jwk }, { jti: randomUUID(), htm: 'POST', htu, iat: now, ...claims }),
  };
}

/** Makes an attester with a key of its own. */
export function makeAttester(kid = 'attester-1'): TestAttester {
  const { publicKey, privateKey } = makeKeys();
  return {
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' }] },
    attest: (clientId, { jwk }, claims = {}, header = {}) =>
      signJwt(
        privateKey,
        { typ: 'oauth-client-attestation+jwt', kid, ...header },
        { sub: clientId, iat: now - 60, exp: now + 3600, cnf: { jwk }, ...claims },
      ),
  };
}
