import { decodeBase64Url } from '../../wire/base64url.ts';
import { type JsonObject, parseObject, textOf } from '../../wire/parse-object.ts';

/** A signed JWT in its parts. Nothing of it is proven yet. */
export interface Jwt {
  readonly header: JsonObject;
  readonly algorithm: string;
  readonly claims: JsonObject;
  /** What is signed. */
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

const maxLength = 16_384;

function readObject(part: string): JsonObject | undefined {
  const bytes = decodeBase64Url(part);
  if (bytes === undefined) return undefined;
  try {
    return parseObject(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Takes a signed JWT in its compact form apart; undefined if it is none, or is one we would have to understand more of: a header with
 * `crit` is always refused, since there is no extension we know.
 *
 * @see RFC 7515 §3.1, §4.1.11, §5.2, RFC 7519 §7.2
 */
export function parseJwt(token: string): Jwt | undefined {
  const parts = token.length > maxLength ? [] : token.split('.');
  const [head = '', payload = '', signed = ''] = parts;
  if (parts.length !== 3) return undefined;
  const header = readObject(head);
  const claims = readObject(payload);
  const signature = decodeBase64Url(signed);
  if (header === undefined || claims === undefined || signature === undefined) return undefined;
  const algorithm = textOf(header, 'alg');
  if (algorithm === undefined || 'crit' in header) return undefined;
  return { header, algorithm, claims, signed: new TextEncoder().encode(`${head}.${payload}`), signature };
}

/** Whether a `typ` header names a media type, with or without `application/` (RFC 7515 §4.1.9). */
export function isOfType({ header }: Pick<Jwt, 'header'>, type: string): boolean {
  const given = textOf(header, 'typ')?.toLowerCase();
  return given === type.toLowerCase() || given === `application/${type.toLowerCase()}`;
}
