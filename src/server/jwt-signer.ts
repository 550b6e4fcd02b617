import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import { chooseSigningKey } from '../engine/keys/choose-signing-key.ts';
import type { GeneratedKey } from '../engine/keys/rotate-signing-key.ts';
import type { SigningKey } from '../engine/model/signing-key.ts';
import type { EngineFacts, ReadOwnJwt, SignJwt } from '../engine/ports.ts';
import type { Mint } from '../protocol/mint.ts';
import { Secret } from '../protocol/secret.ts';
import type { Clock, EpochSeconds } from '../protocol/units.ts';
import { derToJose, joseToDer } from './ecdsa-signature.ts';

/** What signing needs of the world. */
export interface JwtSignerSettings {
  readonly listSigningKeys: EngineFacts['listSigningKeys'];
  readonly clock: Clock;
}

/** Signs and reads the JWTs of this deployment's services. */
export interface JwtSigner {
  readonly signJwt: SignJwt;
  readonly readOwnJwt: ReadOwnJwt;
}

/**
 * Seconds a list of keys is used before it is read again, so that a rotation on another node is seen. A new key is published
 * for far longer than this before it signs (`publishAhead`).
 */
const keyListLifetime = 30;
/** Seconds between looks for a key that was not in the list: a stream of forged `kid`s must not become a stream of reads. */
const missInterval = 1;

interface ImportedKey {
  readonly key: SigningKey;
  readonly publicKey: KeyObject;
  /** Imported at the first signature. */
  privateKey: KeyObject | undefined;
  /** The encoded header by `typ`. */
  readonly headers: Map<string, string>;
}

interface KeyList {
  readonly keys: readonly ImportedKey[];
  readonly readAt: EpochSeconds;
}

const encodeJson = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const parseObject = (part: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/** Makes a P-256 key pair for ES256 (RFC 7518 §3.4), under a fresh `kid`. */
export function generateSigningKey(mint: Pick<Mint, 'id'>): GeneratedKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty = '', crv = '', x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return {
    id: mint.id(),
    algorithm: 'ES256',
    publicJwk: { kty, crv, x, y },
    privateJwk: new Secret(JSON.stringify(privateKey.export({ format: 'jwk' }))),
  };
}

const importPrivateKey = (key: SigningKey): KeyObject => {
  const jwk: JsonWebKey = JSON.parse(key.privateJwk.reveal());
  return createPrivateKey({ key: jwk, format: 'jwk' });
};

/** Makes the signer: keys are imported once, and a header is encoded once per key. */
export function createJwtSigner({ listSigningKeys, clock }: JwtSignerSettings): JwtSigner {
  const lists = new Map<number, KeyList>();

  async function readKeys(serviceId: number, now: EpochSeconds): Promise<KeyList> {
    const known = new Map(lists.get(serviceId)?.keys.map((imported) => [imported.key.id, imported]));
    const importKey = (key: SigningKey): ImportedKey => {
      const before = known.get(key.id);
      if (before !== undefined) return { ...before, key };
      return { key, publicKey: createPublicKey({ key: { ...key.publicJwk }, format: 'jwk' }), privateKey: undefined, headers: new Map() };
    };
    const list = { keys: (await listSigningKeys(serviceId, now)).map(importKey), readAt: now };
    lists.set(serviceId, list);
    return list;
  }

  const recentKeys = (serviceId: number, now: EpochSeconds, maxAge: number): KeyList | undefined => {
    const list = lists.get(serviceId);
    return list !== undefined && now - list.readAt < maxAge && now >= list.readAt ? list : undefined;
  };

  const signWith = ({ keys }: KeyList, now: EpochSeconds, typ: string, claims: Parameters<SignJwt>[2]): string => {
    const chosen = chooseSigningKey(
      keys.map(({ key }) => key),
      now,
    );
    const imported = keys.find(({ key }) => key === chosen);
    if (imported === undefined) throw new Error('the service has no signing key');
    imported.privateKey ??= importPrivateKey(imported.key);
    let encodedHeader = imported.headers.get(typ);
    if (encodedHeader === undefined) {
      encodedHeader = encodeJson({ typ, alg: imported.key.algorithm, kid: imported.key.id });
      imported.headers.set(typ, encodedHeader);
    }
    const signed = `${encodedHeader}.${encodeJson(claims)}`;
    return `${signed}.${derToJose(sign('sha256', Buffer.from(signed), imported.privateKey)).toString('base64url')}`;
  };

  const verifyWith = ({ keys }: KeyList, kid: unknown, parts: readonly string[]): Readonly<Record<string, unknown>> | undefined => {
    const imported = keys.find(({ key }) => key.id === kid);
    const [header = '', payload = '', signature = ''] = parts;
    const der = joseToDer(Buffer.from(signature, 'base64url'));
    if (imported === undefined || der === undefined) return undefined;
    return verify('sha256', Buffer.from(`${header}.${payload}`), imported.publicKey, der) ? parseObject(payload) : undefined;
  };

  return {
    signJwt: (serviceId, typ, claims) => {
      const now = clock();
      const list = recentKeys(serviceId, now, keyListLifetime);
      return list === undefined
        ? readKeys(serviceId, now).then((fresh) => signWith(fresh, now, typ, claims))
        : signWith(list, now, typ, claims);
    },
    readOwnJwt: async (serviceId, jwt) => {
      const parts = jwt.split('.');
      const header = parseObject(parts[0] ?? '');
      // RFC 8725 §3.1: the algorithm is the key's, whatever the token says; ES256 is the only one we have.
      if (parts.length !== 3 || header?.alg !== 'ES256' || header.crit !== undefined) return undefined;
      const now = clock();
      const list = recentKeys(serviceId, now, keyListLifetime) ?? (await readKeys(serviceId, now));
      const isKnown = list.keys.some(({ key }) => key.id === header.kid);
      if (isKnown || recentKeys(serviceId, now, missInterval) !== undefined) return verifyWith(list, header.kid, parts);
      return verifyWith(await readKeys(serviceId, now), header.kid, parts);
    },
  };
}
