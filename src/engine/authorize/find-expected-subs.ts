import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import type { ValidAuthorization } from './authorization-request.ts';

/**
 * Whom a request is about, by its `id_token_hint` or a value it wants for the claim `sub`: what the client knows them by. The hint must be an ID token
 * of ours; that it has expired does not matter, since it proves nothing but whom the client knows.
 *
 * @returns undefined if it may be anybody, an empty list if it can be nobody, `invalid_request` for a hint that is none.
 * @see OpenID Connect Core §3.1.2.1, §5.5.1
 */
export async function findExpectedSubs(
  engine: Pick<Engine, 'readOwnJwt'>,
  { id }: Pick<Service, 'id'>,
  { idTokenHint, claimsRequest }: Pick<ValidAuthorization, 'idTokenHint' | 'claimsRequest'>,
): Promise<readonly string[] | undefined | OAuthError> {
  const wanted = claimsRequest?.idToken.sub?.values?.filter((value) => typeof value === 'string');
  if (idTokenHint === undefined) return wanted;
  const hint = await engine.readOwnJwt(id, idTokenHint, 'JWT');
  if (typeof hint?.sub !== 'string') return new OAuthError('invalid_request', 'The id_token_hint is not an ID token of ours.');
  return wanted === undefined || wanted.includes(hint.sub) ? [hint.sub] : [];
}
