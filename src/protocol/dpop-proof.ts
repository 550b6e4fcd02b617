import { type PublicJwk, readPublicJwk } from './jose/jwk.ts';
import { type Jwt, parseJwt } from './jose/jws.ts';
import { OAuthError } from './oauth-error.ts';

/** A DPoP proof taken apart (RFC 9449 §4.2). Its form is good; nothing of it is believed yet, the signature least of all. */
export interface DpopProof {
  readonly jwt: Jwt;
  /** The key the sender claims to have. */
  readonly jwk: PublicJwk;
  readonly jti: string;
  readonly htm: string;
  readonly htu: string;
  /** NumericDate, whole or not (RFC 7519 §2). */
  readonly iat: number;
  readonly ath: string | undefined;
  readonly nonce: string | undefined;
}

/** Longer than a proof with an RSA key of 4096 bits that signs so; not worth taking apart. */
const maxProofLength = 8192;
/** Letters of the longest text in a claim: its hash is kept, so that a replay is known. */
const maxTextLength = 2048;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= maxTextLength;
const isOptionalText = (value: unknown): value is string | undefined => value === undefined || isText(value);

const malformed = (reason: string): OAuthError => new OAuthError('invalid_dpop_proof', 'The DPoP proof is malformed.', reason);

/**
 * Takes a DPoP proof apart.
 *
 * @param headers the values of every `DPoP` header of the request; there must be one.
 * @returns `invalid_dpop_proof` if there are several, or it is not a proof by its form.
 * @see RFC 9449 §4.2, §4.3 (1–4, 7)
 */
export function readDpopProof(headers: readonly string[]): DpopProof | OAuthError {
  const [text, second] = headers;
  if (text === undefined || second !== undefined) return new OAuthError('invalid_dpop_proof', 'There must be one DPoP header.');
  const jwt = parseJwt(text, maxProofLength);
  if (jwt === undefined) return malformed('not a compact JWT');
  if (jwt.header.typ !== 'dpop+jwt') return malformed('typ is not dpop+jwt');
  const jwk = readPublicJwk(jwt.header.jwk);
  if (jwk === undefined) return malformed('jwk is no public key of a known type');
  const { jti, htm, htu, iat, ath, nonce } = jwt.claims;
  if (!isText(jti) || !isText(htm) || !isText(htu)) return malformed('jti, htm or htu is missing');
  if (typeof iat !== 'number' || !Number.isFinite(iat)) return malformed('iat is missing');
  if (!isOptionalText(ath) || !isOptionalText(nonce)) return malformed('ath or nonce is no text');
  return { jwt, jwk, jti, htm, htu, iat, ath, nonce };
}

/** Whether a text has the form of a key's SHA-256 thumbprint, as `dpop_jkt` and `jkt` have (RFC 9449 §10, RFC 7638 §3). */
export const isKeyThumbprint = (text: string): boolean => /^[\w-]{43}$/.test(text);
