import { type Seconds, seconds } from '../../protocol/units.ts';
import type { ScopeDefinition } from '../model/service.ts';

/** How long the tokens of an authorization live at most; undefined: nothing is said of it. */
export interface LifetimeBounds {
  readonly accessTokenLifetime?: Seconds | undefined;
  readonly refreshTokenLifetime?: Seconds | undefined;
  readonly idTokenLifetime?: Seconds | undefined;
}

/** The keys of a scope's attributes that bound lifetimes: their values are whole seconds, as text. */
export const lifetimeAttributes = {
  'access_token.duration': 'accessTokenLifetime',
  'refresh_token.duration': 'refreshTokenLifetime',
  'id_token.duration': 'idTokenLifetime',
} as const;

const wholeSeconds = /^[1-9][0-9]{0,9}$/;

/** Whether the value of such an attribute says a lifetime. */
export const isLifetime = (value: string): boolean => wholeSeconds.test(value);

/** The shorter of two lifetimes of which either may not be said. */
export const shorter = (one: Seconds | undefined, other: Seconds | undefined): Seconds | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return other < one ? other : one;
};

const boundsOf = ({ attributes = [] }: ScopeDefinition): LifetimeBounds => {
  const bounds: { -readonly [Name in keyof LifetimeBounds]: LifetimeBounds[Name] } = {};
  for (const { key, value } of attributes) {
    const name = Object.hasOwn(lifetimeAttributes, key) ? lifetimeAttributes[key as keyof typeof lifetimeAttributes] : undefined; // just looked up
    if (name !== undefined && isLifetime(value)) bounds[name] = shorter(bounds[name], seconds(Number(value)));
  }
  return bounds;
};

const noBounds: LifetimeBounds = {};

/** The shortest lifetimes that scopes allow; scopes without attributes cost a look. */
export function scopeLifetimes(definitions: readonly ScopeDefinition[], scopes: readonly string[]): LifetimeBounds {
  let bounds = noBounds;
  for (const definition of definitions) {
    if (definition.attributes === undefined || !scopes.includes(definition.name)) continue;
    const own = boundsOf(definition);
    bounds = {
      accessTokenLifetime: shorter(bounds.accessTokenLifetime, own.accessTokenLifetime),
      refreshTokenLifetime: shorter(bounds.refreshTokenLifetime, own.refreshTokenLifetime),
      idTokenLifetime: shorter(bounds.idTokenLifetime, own.idTokenLifetime),
    };
  }
  return bounds;
}
