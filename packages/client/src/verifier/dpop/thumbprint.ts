import type { JsonObject } from '../../wire/parse-object.ts';
import { sha256Base64Url } from '../../wire/sha256.ts';
import { readPublicMembers } from '../keys/public-key.ts';

/** The SHA-256 thumbprint of a JWK, base64url; undefined if it is no public key we know (RFC 7638 §3). */
export async function thumbprintOf(jwk: JsonObject): Promise<string | undefined> {
  const members = readPublicMembers(jwk); // in the order of their names already
  return members === undefined ? undefined : sha256Base64Url(JSON.stringify(members));
}
