import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';

/** What an ID token of ours says of whom it was for. */
export interface IdTokenHint {
  readonly clientId: string;
  /** The person, as the client knows them. */
  readonly sub: string;
  /** undefined in an ID token that was made outside of a session. */
  readonly sid: string | undefined;
}

/**
 * Reads an `id_token_hint`. That it has expired does not matter: applications keep it for the day they log people out.
 *
 * @returns undefined if it is no ID token of the service's, which makes it no hint.
 * @see OpenID Connect RP-Initiated Logout §4
 */
export async function readIdTokenHint(
  { readOwnJwt }: Pick<Engine, 'readOwnJwt'>,
  { id, issuer }: Pick<Service, 'id' | 'issuer'>,
  text: string | undefined,
): Promise<IdTokenHint | undefined> {
  const { iss, aud, sub, sid } = (text === undefined ? undefined : await readOwnJwt(id, text, 'JWT')) ?? {};
  if (iss !== issuer || typeof aud !== 'string' || typeof sub !== 'string') return undefined;
  return { clientId: aud, sub, sid: typeof sid === 'string' ? sid : undefined };
}
