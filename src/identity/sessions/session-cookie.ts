import { sessionLifetime } from './session-lifetime.ts';

/** What a browser is told of the session's cookie (RFC 6265 §4.1.2). */
export interface SessionCookieAttributes {
  readonly path: '/';
  readonly httpOnly: true;
  /** `lax`: the cookie comes along when a provider sends the browser back to us. */
  readonly sameSite: 'lax';
  readonly secure: boolean;
  /** In seconds. */
  readonly maxAge: number;
}

/** The session cookie's name. */
export const sessionCookieName = 'grantry_session_token';

/** The session cookie's attributes; `Secure` wherever people reach us by https. The server ends sessions sooner by itself. */
export const sessionCookieAttributes = (accessUrl: string): SessionCookieAttributes => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: accessUrl.startsWith('https:'),
  maxAge: sessionLifetime.absolute,
});
