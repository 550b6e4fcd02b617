import { encodeBase64Url } from './base64url.ts';

/** SHA-256 of bytes, or of a text in UTF-8, as base64url. */
export async function sha256Base64Url(of: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof of === 'string' ? new TextEncoder().encode(of) : of;
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
