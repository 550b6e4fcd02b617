import { decodeBase64Url, decodeUtf8 } from '../base64.ts';
import { type JsonObject, parseObject } from './parse-object.ts';

/** The header of a JWS (RFC 7515 §4). Whatever it says of keys (`jwk`, `x5c`, `jku`) is the sender's word. */
export interface JoseHeader extends JsonObject {
  readonly alg: string;
}

/** A compact JWS taken apart, and not believed yet (RFC 7515 §3.1). */
export interface Jws {
  readonly header: JoseHeader;
  /** The first two parts as they were sent: what the signature is over. */
  readonly signingInput: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** A JWT taken apart, and not believed yet (RFC 7519 §3.1). */
export interface Jwt extends Jws {
  readonly claims: JsonObject;
}

/** The longest JWS that is taken apart, in letters, where the caller names no bound of its own. */
const maxJwsLength = 16_384;

const shape = /^([\w-]+)\.([\w-]*)\.([\w-]*)$/;

/**
 * Takes a compact JWS apart; undefined if it is none, or longer than `maxLength` letters.
 *
 * A header with `crit` is refused: no extension is understood here, and so none may be ignored (RFC 7515 §4.1.11).
 */
export function parseJws(text: string, maxLength: number = maxJwsLength): Jws | undefined {
  if (text.length > maxLength) return undefined;
  const [, head, body, end] = shape.exec(text) ?? [];
  if (head === undefined || body === undefined || end === undefined) return undefined;
  const headerBytes = decodeBase64Url(head);
  const payload = decodeBase64Url(body);
  const signature = decodeBase64Url(end);
  const header = headerBytes && parseObject(decodeUtf8(headerBytes) ?? '');
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  if (typeof header.alg !== 'string' || header.crit !== undefined) return undefined;
  return { header: { ...header, alg: header.alg }, signingInput: `${head}.${body}`, payload, signature };
}

/** Takes a signed JWT apart; undefined if it is none, or longer than `maxLength` letters. */
export function parseJwt(text: string, maxLength: number = maxJwsLength): Jwt | undefined {
  const jws = parseJws(text, maxLength);
  const claims = jws && parseObject(decodeUtf8(jws.payload) ?? '');
  return jws && claims && { ...jws, claims };
}
