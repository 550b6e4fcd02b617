import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Engine } from '../ports.ts';
import type { Interaction } from './authorization-request.ts';

/**
 * Whom an `id_token_hint` names. It must be an ID token of ours; that it has expired does not matter, since it proves nothing but whom the
 * client knows.
 *
 * @returns undefined if there is no hint.
 * @see OpenID Connect Core §3.1.2.1
 */
export async function findHintedSubject(
  { readOwnJwt }: Pick<Engine, 'readOwnJwt'>,
  serviceId: number,
  { idTokenHint }: Pick<Interaction, 'idTokenHint'>,
): Promise<string | undefined | OAuthError> {
  if (idTokenHint === undefined) return undefined;
  const claims = await readOwnJwt(serviceId, idTokenHint, 'JWT');
  return typeof claims?.sub === 'string' ? claims.sub : new OAuthError('invalid_request', 'The id_token_hint is not an ID token of ours.');
}
