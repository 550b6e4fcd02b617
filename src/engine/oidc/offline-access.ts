import { mayRefresh } from '../grants/refresh-token.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { offlineAccessScope } from './openid-scopes.ts';

/**
 * Scopes without an `offline_access` that would come to nothing: a client that may not refresh gets no refresh token. One that may gets
 * them whether it asks or not, and the person is asked in any case; so the scope changes what the person reads, and nothing else.
 *
 * @see OpenID Connect Core §11: a request that cannot be met is ignored
 */
export const withoutIdleOfflineAccess = (
  scopes: readonly string[],
  service: Pick<Service, 'offerRules'>,
  client: Pick<Client, 'grantTypes'>,
): readonly string[] => (mayRefresh(service, client) ? scopes : scopes.filter((name) => name !== offlineAccessScope));
