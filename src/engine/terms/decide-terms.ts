import { OAuthError } from '../../protocol/oauth-error.ts';
import { after, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { TokenTerms } from '../model/token-terms.ts';
import type { BaseLifetimes } from './base-lifetimes.ts';
import { findPropertiesFault, mergeProperties } from './extra-properties.ts';
import type { TokenOptions } from './token-options.ts';

/** How long the tokens of one issue live. */
export interface Lifetimes {
  readonly accessToken: Seconds;
  readonly refreshToken: Seconds;
}

/** The terms that one issue of tokens stands on. */
export interface IssueTerms {
  readonly lifetimes: Lifetimes;
  /** How long the ID token lives; undefined: as long as the access token. */
  readonly idTokenLifetime?: Seconds | undefined;
  /** What the grant keeps for its later tokens; undefined: nothing. It is the very object that was kept before, if nothing was added. */
  readonly kept: TokenTerms | undefined;
}

/** What was said for this issue goes before what was laid down for the grant, and that before the settings. */
function decideLifetimes(base: BaseLifetimes, kept: TokenTerms | undefined, options: TokenOptions): Lifetimes {
  const accessToken = options.accessTokenLifetime ?? kept?.accessTokenLifetime;
  const refreshToken = options.refreshTokenLifetime ?? kept?.refreshTokenLifetime;
  // Unless somebody says so, a refresh token never lives shorter than the access token beside it.
  const usual = accessToken === undefined ? base.refreshTokenLifetime : seconds(Math.max(accessToken, base.refreshTokenLifetime));
  return { accessToken: accessToken ?? base.accessTokenLifetime, refreshToken: refreshToken ?? usual };
}

/**
 * Decides the terms of an issue of tokens. Of what is said for one request only properties stay with the grant; claims are laid down when
 * the grant is made, and are not added to later.
 *
 * @param base what the service, the client and the scopes say.
 * @param kept what was laid down for the grant; undefined: nothing.
 * @returns an error if so many properties have come together that they cannot be kept. It is the caller's fault, not the client's.
 */
export function decideIssueTerms(base: BaseLifetimes, kept: TokenTerms | undefined, options: TokenOptions): IssueTerms | OAuthError {
  const lifetimes = decideLifetimes(base, kept, options);
  const { idTokenLifetime } = base;
  const properties = mergeProperties(kept?.properties, options.properties);
  if (properties === kept?.properties) return { lifetimes, idTokenLifetime, kept };
  const fault = findPropertiesFault(properties);
  if (fault !== undefined) return new OAuthError('server_error', 'The tokens cannot be issued.', fault);
  return { lifetimes, idTokenLifetime, kept: { ...kept, properties } };
}

/**
 * How long a grant outlives its newest token. A rotation needs to write the grant only once this is used up, not every time.
 */
const grantMargin: Seconds = seconds(86_400);

/** Until when a grant must last that gets tokens now: no token outlives its grant. */
export const grantNeed = (lifetimes: Lifetimes, now: EpochSeconds): EpochSeconds =>
  after(now, seconds(Math.max(lifetimes.accessToken, lifetimes.refreshToken)));

/** When a grant ends that gets a refresh token now, unless it is refreshed. */
export const grantExpiry = (lifetimes: Lifetimes, now: EpochSeconds): EpochSeconds => after(grantNeed(lifetimes, now), grantMargin);
