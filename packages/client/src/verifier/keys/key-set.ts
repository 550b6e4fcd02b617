import { isObject, type JsonObject } from '../../wire/parse-object.ts';
import type { AlgorithmName } from '../jwt/algorithms.ts';
import { UpstreamError } from '../upstream-error.ts';
import type { CachedDocument } from './cached-document.ts';
import { importPublicKey, isKeyFor, type VerificationKey } from './public-key.ts';

/** A JWK Set (RFC 7517 §5). */
export type Jwks = readonly JsonObject[];

/** More keys are no rotation but a mistake, or an attempt to keep us busy. */
const maxKeys = 100;
/** So many keys are tried when a token does not say which made its signature. */
const maxTried = 4;

/**
 * Reads a JWK Set; what is no key in it is left out.
 *
 * @throws UpstreamError if it is none.
 */
export function readJwks(document: JsonObject | undefined): Jwks {
  const keys = document?.keys;
  if (!Array.isArray(keys)) throw new UpstreamError('the authorization server publishes no JWK Set');
  if (keys.length > maxKeys) throw new UpstreamError(`the JWK Set has ${keys.length} keys`);
  return keys.filter(isObject);
}

/** The keys that may have made a signature: by `kid` if the token names one, and fit for the algorithm. */
export const chooseKeys = (keys: Jwks, kid: string | undefined, algorithm: AlgorithmName): Jwks =>
  keys.filter((jwk) => (kid === undefined || jwk.kid === kid) && isKeyFor(jwk, algorithm)).slice(0, maxTried);

/** The published keys of an authorization server. A `kid` nobody knows may be a new one: then they are fetched again, but not often. */
export class KeySet {
  readonly #document: Pick<CachedDocument<Jwks>, 'get' | 'renew'>;
  readonly #imported = new WeakMap<JsonObject, Map<AlgorithmName, Promise<VerificationKey | undefined>>>();

  constructor(document: Pick<CachedDocument<Jwks>, 'get' | 'renew'>) {
    this.#document = document;
  }

  /** The keys a signature may be checked with; none if there are none. */
  async find(kid: string | undefined, algorithm: AlgorithmName): Promise<readonly VerificationKey[]> {
    const known = chooseKeys(await this.#document.get(), kid, algorithm);
    const chosen = known.length > 0 ? known : chooseKeys(await this.#document.renew(), kid, algorithm);
    const keys = await Promise.all(chosen.map((jwk) => this.#import(jwk, algorithm)));
    return keys.filter((key) => key !== undefined);
  }

  #import(jwk: JsonObject, algorithm: AlgorithmName): Promise<VerificationKey | undefined> {
    const byAlgorithm = this.#imported.get(jwk) ?? new Map<AlgorithmName, Promise<VerificationKey | undefined>>();
    this.#imported.set(jwk, byAlgorithm);
    const key = byAlgorithm.get(algorithm) ?? importPublicKey(jwk, algorithm);
    byAlgorithm.set(algorithm, key);
    return key;
  }
}
