import type { WantedKeys } from '../../engine/keys/replace-signing-keys.ts';
import { isJsonObject, parseObject } from '../../protocol/jose/parse-object.ts';
import type { Rooms } from '../context.ts';
import { CallerError } from './caller-error.ts';

const maxKeys = 32;

const wrong = (what: string): CallerError => new CallerError('wrongMember', `The member jwks ${what}.`);

/**
 * Reads the member `jwks` of a service. Keys without a private half are those that were shown, and come back.
 *
 * @param text empty or undefined says nothing.
 * @throws CallerError if it is no JWK Set, or a key of it is none that services sign with.
 */
export function readJwks({ importSigningKey }: Pick<Rooms, 'importSigningKey'>, text: unknown): WantedKeys | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const keys = parseObject(text)?.keys;
  if (!Array.isArray(keys) || keys.length > maxKeys || !keys.every(isJsonObject)) throw wrong('must be the text of a JWK Set');
  const isShown = ({ d, kid }: Readonly<Record<string, unknown>>): boolean => d === undefined && typeof kid === 'string';
  const given = keys.filter((key) => !isShown(key)).map((key) => importSigningKey(key));
  const read = given.filter((key) => key !== undefined);
  if (read.length < given.length) throw wrong('has a key that is no private key for ES256, RS256, PS256 or EdDSA');
  const kept = keys.filter(isShown).map(({ kid }) => String(kid));
  const names = [...kept, ...read.map(({ publicJwk }) => publicJwk.kid)];
  if (new Set(names).size < names.length) throw wrong('has two keys of one name (kid)');
  return { kept, given: read };
}
