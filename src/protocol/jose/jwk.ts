import { findSignatureAlgorithm } from './algorithms.ts';
import type { JoseHeader } from './jws.ts';
import { isJsonObject, type JsonObject } from './parse-object.ts';

/** A public key whose members were checked for their form (RFC 7517 §4). Whether they make a key, only verifying tells. */
export interface PublicJwk extends JsonObject {
  readonly kty: string;
}

/** The members that make a public key, in the order of their names (RFC 7638 §3.2, RFC 8037 §2). */
const requiredMembers: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
  ['RSA', ['e', 'kty', 'n']],
]);

/** Members of private and symmetric keys (RFC 7518 §6.2.2, §6.3.2, §6.4): nobody else may ever see them. */
const secretMembers: readonly string[] = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** Letters of the longest member: an RSA modulus of 16,384 bits. */
const maxMemberLength = 2731;
const memberText = /^[\w-]+$/;

const isMember = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= maxMemberLength && memberText.test(value);

/** The members of a public key that its thumbprint is made of; undefined for a type that is not known. */
const membersOf = ({ kty }: JsonObject): readonly string[] | undefined => requiredMembers.get(kty);

/** Whether a key has a member that only its owner may know. */
export const hasSecretMember = (jwk: JsonObject): boolean => secretMembers.some((name) => name in jwk);

/** Reads a public key; undefined if it is none, is of an unknown type, or shows a private one. */
export function readPublicJwk(value: unknown): PublicJwk | undefined {
  if (!isJsonObject(value) || hasSecretMember(value)) return undefined;
  const members = membersOf(value);
  return members?.every((name) => isMember(value[name])) === true ? (value as PublicJwk) : undefined; // kty is among the members
}

/** The text whose SHA-256 is the key's thumbprint (RFC 7638 §3). It is ASCII, since {@link readPublicJwk} let its members through. */
export const thumbprintInput = (jwk: PublicJwk): string =>
  JSON.stringify(Object.fromEntries((membersOf(jwk) ?? []).map((name) => [name, jwk[name]])));

/**
 * Whether a key may have made a signature with this header: type and curve are the algorithm's, and the key's own `alg`, `use` and
 * `key_ops` do not speak against it (RFC 7517 §4.2–4.4, RFC 8725 §3.1).
 */
export function fitsHeader(jwk: PublicJwk, { alg, kid }: JoseHeader): boolean {
  const algorithm = findSignatureAlgorithm(alg);
  if (algorithm === undefined || jwk.kty !== algorithm.kty || (algorithm.crv !== undefined && jwk.crv !== algorithm.crv)) return false;
  if (kid !== undefined && jwk.kid !== kid) return false;
  if (jwk.alg !== undefined && jwk.alg !== alg) return false;
  if (jwk.use !== undefined && jwk.use !== 'sig') return false;
  return jwk.key_ops === undefined || (Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify'));
}
