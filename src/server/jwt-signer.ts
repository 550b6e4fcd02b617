import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import { chooseSigningKey } from '../engine/keys/choose-signing-key.ts';
import { kidOf } from '../engine/keys/kid-of.ts';
import { ownAlgorithm } from '../engine/keys/signing-algorithms.ts';
import { withoutNamesakes } from '../engine/keys/without-namesakes.ts';
import type { SigningAlgorithm, SigningKey } from '../engine/model/signing-key.ts';
import type { EngineFacts, JwtWishes, ReadOwnJwt, SignJwt } from '../engine/ports.ts';
import { parseObject } from '../protocol/jose/parse-object.ts';
import type { Clock, EpochSeconds } from '../protocol/units.ts';
import { derToJose, joseToDer } from './ecdsa-signature.ts';
import { type SignatureRecipe, signatureRecipes } from './signature-recipes.ts';

/** What signing needs of the world. */
export interface JwtSignerSettings {
  readonly listSigningKeys: EngineFacts['listSigningKeys'];
  readonly clock: Clock;
  /** Makes a service's first key of an algorithm, if it still has none. */
  readonly makeKey: (serviceId: number, algorithm: SigningAlgorithm) => Promise<unknown>;
}

/** Signs and reads the JWTs of this deployment's services. */
export interface JwtSigner {
  readonly signJwt: SignJwt;
  readonly readOwnJwt: ReadOwnJwt;
  /** Has the keys of all services read again: some have changed. */
  readonly forgetKeys: () => void;
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
  readonly recipe: SignatureRecipe;
  /** Imported at the first signature. */
  privateKey: KeyObject | undefined;
  /** The encoded header by `typ`. */
  readonly headers: Map<string, string>;
}

interface KeyList {
  readonly byId: ReadonlyMap<string, ImportedKey>;
  readonly byAlgorithm: ReadonlyMap<SigningAlgorithm, readonly SigningKey[]>;
  readonly readAt: EpochSeconds;
}

const encodeJson = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const importPrivateKey = (key: SigningKey): KeyObject => {
  const jwk: JsonWebKey = JSON.parse(key.privateJwk.reveal());
  return createPrivateKey({ key: jwk, format: 'jwk' });
};

function importKey(key: SigningKey): ImportedKey {
  const recipe = signatureRecipes.get(key.algorithm);
  if (recipe === undefined) throw new Error(`the signing key ${key.id} has the unknown algorithm ${key.algorithm}`);
  return {
    key,
    publicKey: createPublicKey({ key: { ...key.publicJwk }, format: 'jwk' }),
    recipe,
    privateKey: undefined,
    headers: new Map(),
  };
}

/** ES256 goes a way of its own, which is twice as fast: see {@link derToJose}. */
const signBytes = (algorithm: SigningAlgorithm, { digest, options }: SignatureRecipe, signed: Buffer, key: KeyObject): Buffer =>
  algorithm === ownAlgorithm ? derToJose(sign(digest, signed, key)) : sign(digest, signed, { key, ...options });

function isSignedBy(
  { key: { algorithm }, recipe: { digest, options }, publicKey }: ImportedKey,
  signed: Buffer,
  signature: Buffer,
): boolean {
  if (algorithm !== ownAlgorithm) return verify(digest, signed, { key: publicKey, ...options }, signature);
  const der = joseToDer(signature);
  return der !== undefined && verify(digest, signed, publicKey, der);
}

/** What a JWT is to be, beside the key that signs it. */
interface JwtContent {
  readonly algorithm: SigningAlgorithm;
  readonly typ: string;
  readonly claims: object;
  readonly wishes: JwtWishes | undefined;
}

/** The encoded header: the same for all JWTs of a type by one key, unless one has members of its own. */
function encodeHeader({ key, headers }: ImportedKey, { algorithm, typ, wishes }: JwtContent): string {
  const header = { typ, alg: algorithm, kid: kidOf(key) };
  if (wishes?.header !== undefined) return encodeJson({ ...wishes.header, ...header });
  let encoded = headers.get(typ);
  if (encoded === undefined) {
    encoded = encodeJson(header);
    headers.set(typ, encoded);
  }
  return encoded;
}

function signWith({ byId, byAlgorithm }: KeyList, now: EpochSeconds, content: JwtContent): string {
  const { algorithm, wishes } = content;
  const chosen = chooseSigningKey(byAlgorithm.get(algorithm) ?? [], now, wishes?.kid);
  const imported = chosen && byId.get(kidOf(chosen));
  if (imported === undefined) throw new Error(`the service has no signing key for ${algorithm}`);
  imported.privateKey ??= importPrivateKey(imported.key);
  const signed = `${encodeHeader(imported, content)}.${encodeJson(content.claims)}`;
  return `${signed}.${signBytes(algorithm, imported.recipe, Buffer.from(signed), imported.privateKey).toString('base64url')}`;
}

const decodeObject = (part = ''): Readonly<Record<string, unknown>> | undefined => parseObject(Buffer.from(part, 'base64url').toString());

/** Makes the signer: keys are imported once, and a header is encoded once per key. */
export function createJwtSigner({ listSigningKeys, clock, makeKey }: JwtSignerSettings): JwtSigner {
  const lists = new Map<number, KeyList>();
  /** Counts what was forgotten: an answer that was asked for before that is not kept. */
  let age = 0;

  async function readKeys(serviceId: number, now: EpochSeconds): Promise<KeyList> {
    const known = lists.get(serviceId)?.byId;
    const askedAt = age;
    const keys = withoutNamesakes(await listSigningKeys(serviceId, now));
    const imported = keys.map((key) => {
      const before = known?.get(kidOf(key));
      return { ...(before?.key.id === key.id ? before : importKey(key)), key }; // another one may have taken the name
    });
    const list: KeyList = {
      byId: new Map(imported.map((each) => [kidOf(each.key), each])),
      byAlgorithm: Map.groupBy(keys, ({ algorithm }) => algorithm),
      readAt: now,
    };
    if (age === askedAt) lists.set(serviceId, list);
    return list;
  }

  const recentKeys = (serviceId: number, now: EpochSeconds, maxAge: number): KeyList | undefined => {
    const list = lists.get(serviceId);
    return list !== undefined && now - list.readAt < maxAge && now >= list.readAt ? list : undefined;
  };

  /** A key that was named a moment ago may be younger than the list. */
  const maxAgeFor = (serviceId: number, kid: string): number =>
    lists.get(serviceId)?.byId.has(kid) === true ? keyListLifetime : missInterval;

  /** The keys, of which at least one is of the algorithm, if one can be made. */
  async function obtainKeys(serviceId: number, now: EpochSeconds, algorithm: SigningAlgorithm): Promise<KeyList> {
    const list = await readKeys(serviceId, now);
    if (list.byAlgorithm.has(algorithm)) return list;
    await makeKey(serviceId, algorithm);
    return readKeys(serviceId, now);
  }

  return {
    signJwt: (serviceId, typ, claims, algorithm = ownAlgorithm, wishes) => {
      const now = clock();
      const content = { algorithm, typ, claims, wishes };
      const list = recentKeys(serviceId, now, wishes?.kid === undefined ? keyListLifetime : maxAgeFor(serviceId, wishes.kid));
      return list?.byAlgorithm.has(algorithm) === true
        ? signWith(list, now, content)
        : obtainKeys(serviceId, now, algorithm).then((fresh) => signWith(fresh, now, content));
    },
    readOwnJwt: async (serviceId, jwt, typ) => {
      const parts = jwt.split('.');
      const [head = '', payload = '', signature = ''] = parts;
      const header = decodeObject(head);
      if (parts.length !== 3 || typeof header?.kid !== 'string' || header.typ !== typ || header.crit !== undefined) return undefined;
      const now = clock();
      let list = recentKeys(serviceId, now, keyListLifetime) ?? (await readKeys(serviceId, now));
      if (!list.byId.has(header.kid) && recentKeys(serviceId, now, missInterval) === undefined) list = await readKeys(serviceId, now);
      const imported = list.byId.get(header.kid);
      // RFC 8725 §3.1: the algorithm is the key's, whatever the token says.
      if (imported === undefined || header.alg !== imported.key.algorithm) return undefined;
      return isSignedBy(imported, Buffer.from(`${head}.${payload}`), Buffer.from(signature, 'base64url'))
        ? decodeObject(payload)
        : undefined;
    },
    forgetKeys: () => {
      lists.clear();
      age++;
    },
  };
}
