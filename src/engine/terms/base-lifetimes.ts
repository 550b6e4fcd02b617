import { type Seconds, seconds } from '../../protocol/units.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import { scopeLifetimes, shorter } from './scope-lifetimes.ts';

/** How long tokens live unless somebody says otherwise for the authorization or the request. */
export interface BaseLifetimes {
  readonly accessTokenLifetime: Seconds;
  readonly refreshTokenLifetime: Seconds;
  /** undefined: as long as the access token beside it. */
  readonly idTokenLifetime?: Seconds | undefined;
}

type LifetimesOfService = Pick<Service, 'accessTokenLifetime' | 'refreshTokenLifetime' | 'tokenRules' | 'scopes'>;

const bounded = (lifetime: Seconds, ...bounds: readonly (Seconds | undefined)[]): Seconds =>
  bounds.reduce<Seconds>((least, bound) => (bound === undefined ? least : seconds(Math.min(least, bound))), lifetime);

/** The lifetimes of a service, shortened by what its client and the granted scopes allow: of several bounds the shortest holds. */
export function baseLifetimes(service: LifetimesOfService, { terms }: Pick<Client, 'terms'>, scopes: readonly string[]): BaseLifetimes {
  const ofScopes = scopeLifetimes(service.scopes, scopes);
  return {
    accessTokenLifetime: bounded(service.accessTokenLifetime, terms.accessTokenLifetime, ofScopes.accessTokenLifetime),
    refreshTokenLifetime: bounded(service.refreshTokenLifetime, terms.refreshTokenLifetime, ofScopes.refreshTokenLifetime),
    idTokenLifetime: shorter(shorter(service.tokenRules.idTokenLifetime, terms.idTokenLifetime), ofScopes.idTokenLifetime),
  };
}
