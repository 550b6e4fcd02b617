import { equalInConstantTime } from '../../wire/equal-in-constant-time.ts';
import { isObject, type JsonObject, numberOf, textOf } from '../../wire/parse-object.ts';
import { show } from '../../wire/show.ts';
import { type Denial, invalidProof } from '../denial.ts';
import { isOfType, type Jwt } from '../jwt/parse-jwt.ts';

/** What a proof is compared with. */
export interface ProofContext {
  readonly method: string;
  /** The URL of the request, as clients know it. */
  readonly url: string;
  /** SHA-256 of the access token, base64url. */
  readonly tokenHash: string;
  /** Seconds since the epoch. */
  readonly now: number;
  readonly clockToleranceInSeconds: number;
  /** How old a proof may be. */
  readonly lifetimeInSeconds: number;
}

/** The members only a private or symmetric key has. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** A URL without query and fragment, in the form parsing gives it: case of the host, default port and dots are evened out. */
function targetOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  return origin === 'null' ? undefined : `${origin}${pathname}`;
}

/** The public key a proof is signed with, as its header has it; undefined if there is none, or more than a public one. */
export function readProofKey({ header }: Pick<Jwt, 'header'>): JsonObject | undefined {
  const { jwk } = header;
  return isObject(jwk) && !privateMembers.some((name) => name in jwk) ? jwk : undefined;
}

/**
 * Whether a proof is one for this request, its signature, its key and its uniqueness aside.
 *
 * @returns undefined if it is.
 * @see RFC 9449 §4.3, numbers 3, 4, 8, 9, 11 and 12
 */
export function judgeProof(proof: Jwt, context: ProofContext): Denial | undefined {
  const { claims } = proof;
  const { now, clockToleranceInSeconds: tolerance, lifetimeInSeconds: lifetime } = context;
  if (!isOfType(proof, 'dpop+jwt')) return invalidProof(`typ is ${show(proof.header.typ)}`);
  const missing = ['jti', 'htm', 'htu', 'ath'].find((name) => (textOf(claims, name) ?? '') === '');
  if (missing !== undefined) return invalidProof(`${missing} is missing`);
  if (claims.htm !== context.method) return invalidProof(`htm is ${show(claims.htm)}`);
  const target = targetOf(textOf(claims, 'htu') ?? '');
  if (target === undefined || target !== targetOf(context.url))
    return invalidProof(`htu is ${show(claims.htu)}, not ${show(targetOf(context.url))}`);
  const iat = numberOf(claims, 'iat');
  if (iat === undefined || iat > now + tolerance || iat <= now - lifetime - tolerance)
    return invalidProof(`iat is ${show(claims.iat)}, now is ${now}`);
  if (!equalInConstantTime(textOf(claims, 'ath') ?? '', context.tokenHash)) return invalidProof('ath is the hash of another token');
  return undefined;
}
