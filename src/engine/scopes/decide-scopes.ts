import { OAuthError } from '../../protocol/oauth-error.ts';
import { parseScope } from '../../protocol/scope.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';

/** What a scope decision looks at. */
export interface ScopeRequest {
  readonly service: Pick<Service, 'scopes'>;
  readonly client: Pick<Client, 'allowedScopes' | 'defaultScopes'>;
  /** The `scope` parameter as sent. */
  readonly requestedScope: string | undefined;
}

/** Whether a client may have a scope: the service knows it, and the client's list, if it has one, names it. */
export const mayHaveScope = (service: Pick<Service, 'scopes'>, client: Pick<Client, 'allowedScopes'>, name: string): boolean =>
  (client.allowedScopes === undefined || client.allowedScopes.includes(name)) && service.scopes.some((scope) => scope.name === name);

/** Reads a `scope` parameter; `invalid_scope` if it is malformed (RFC 6749 §3.3). */
export const readScope = (text: string): readonly string[] | OAuthError =>
  parseScope(text) ?? new OAuthError('invalid_scope', 'The parameter scope is malformed.');

/**
 * Decides the scopes of a new grant: those requested, if the client may have each of them; else the client's defaults,
 * else the service's. A request is never narrowed silently: it is given as asked, or refused (RFC 6749 §3.3).
 */
export function decideScopes({ service, client, requestedScope }: ScopeRequest): readonly string[] | OAuthError {
  if (requestedScope !== undefined) {
    const names = readScope(requestedScope);
    if (names instanceof OAuthError) return names;
    const refused = names.find((name) => !mayHaveScope(service, client, name));
    if (refused !== undefined) return new OAuthError('invalid_scope', `The scope ${refused} is unknown or not allowed to this client.`);
    if (names.length > 0) return names;
  }
  if (client.defaultScopes !== undefined) return client.defaultScopes.filter((name) => mayHaveScope(service, client, name));
  const defaults = service.scopes.filter((scope) => scope.isDefault && mayHaveScope(service, client, scope.name));
  if (defaults.length > 0 || client.allowedScopes === undefined) return defaults.map((scope) => scope.name);
  return client.allowedScopes.filter((name) => mayHaveScope(service, client, name));
}
