import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';

/** The media type in a logout token's header (OpenID Connect Back-Channel Logout §2.4). */
export const logoutTokenType = 'logout+jwt';

/** The event that a logout token tells of. */
export const backchannelLogoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** Long enough for clocks that differ, and short enough that nobody can keep it for later: at most two minutes (§2.4). */
const lifetime = seconds(120);

/** What a logout token says. */
export interface LogoutTokenFacts {
  readonly now: EpochSeconds;
  readonly issuer: string;
  readonly clientId: string;
  /** The person, as the client knows them. */
  readonly sub: string;
  readonly sid: string;
  /** Unique for the client and the session, and the same however often it is sent. */
  readonly jti: string;
}

/** The claims of a logout token. There is never a `nonce`, so that nobody can take it for an ID token (§2.4). */
export const logoutTokenClaims = ({ now, issuer, clientId, sub, sid, jti }: LogoutTokenFacts): Readonly<Record<string, unknown>> => ({
  iss: issuer,
  sub,
  aud: clientId,
  iat: now,
  exp: after(now, lifetime),
  jti,
  events: { [backchannelLogoutEvent]: {} },
  sid,
});
