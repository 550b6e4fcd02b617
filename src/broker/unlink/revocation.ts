import type { Provider, ProviderClientAuth } from '../model/provider.ts';
import { clientRequest } from '../outbound/client-request.ts';
import { parseJson } from '../outbound/parse-json.ts';
import { printable } from '../outbound/printable.ts';
import type { OutboundAnswer, OutboundRequest } from '../ports.ts';
import type { ProviderType, RevocableTokens } from '../providers/provider-type.ts';

/** What became of a revocation. Neither revoked nor an error: the provider offers none. */
export interface Revocation {
  readonly revoked: boolean;
  readonly error: string | undefined;
}

/**
 * Makes a revocation request: the type's own, or RFC 7009 §2.1's, where the client proves itself as at the token endpoint. The
 * refresh token is preferred, since revoking it ends the grant.
 */
export function revocationRequest(
  type: ProviderType,
  provider: Provider,
  revokeUrl: string,
  clientAuth: ProviderClientAuth | undefined,
  tokens: RevocableTokens,
): Omit<OutboundRequest, 'timeout'> {
  if (type.revocationRequest !== undefined) return type.revocationRequest(provider, revokeUrl, tokens);
  const parameters =
    tokens.refreshToken === undefined
      ? { token: tokens.accessToken, token_type_hint: 'access_token' }
      : { token: tokens.refreshToken, token_type_hint: 'refresh_token' };
  return clientRequest(provider, revokeUrl, clientAuth, parameters);
}

/**
 * Judges the provider's answer: one status is success, and every other is told with its beginning.
 *
 * @param clean takes out of the provider's words what must not be kept of them.
 */
export function readRevocation(type: ProviderType, answer: OutboundAnswer, clean: (words: string) => string = printable): Revocation {
  if (answer.outcome === 'failed') return { revoked: false, error: answer.words };
  const { status, body } = answer;
  const hasItsStatus = status === (type.revokedStatus ?? 200);
  if (hasItsStatus && type.readRefusal?.(parseJson(body)) === undefined) return { revoked: true, error: undefined };
  return { revoked: false, error: clean(`status ${status}: ${body}`) };
}
