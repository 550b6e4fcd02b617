import type { Members } from '../providers/members.ts';
import { readJwtClaims } from '../providers/read-jwt-claims.ts';

/** Whom an ID token must be from and for. */
export interface IdTokenParties {
  readonly clientId: string;
  /** undefined if the provider has none we know. */
  readonly issuer: string | undefined;
}

/**
 * Reads the claims of the ID token in a token answer; none if there is no ID token, or it is of another issuer or for another client.
 *
 * It came straight from the token endpoint, so its signature says nothing the connection has not (OpenID Connect Core 1.0 §3.1.3.7,
 * rule 6). Nobody signs in by it: it names the account.
 */
export function readIdToken(token: Members, { clientId, issuer }: IdTokenParties): Members {
  const claims = readJwtClaims(token.id_token);
  const isForUs = [claims.aud].flat().includes(clientId);
  const isTheirs = issuer === undefined || claims.iss === issuer;
  return isForUs && isTheirs ? claims : {};
}
