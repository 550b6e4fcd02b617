import { parseJson } from '../outbound/parse-json.ts';
import { type Members, membersOf } from './members.ts';

/** The claims of a JWT, unproven: its signature is not looked at. None if it is no JWT. */
export function readJwtClaims(token: unknown): Members {
  const [, payload] = typeof token === 'string' ? token.split('.') : [];
  return membersOf(payload === undefined ? undefined : parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
}
