import { sessionCookieAttributes, sessionCookieName } from '../../identity/sessions/session-cookie.ts';

/** The `Set-Cookie` header that has a browser forget its session (RFC 6265 §3.1). */
export function forgetSession(accessUrl: string): string {
  const { path, secure } = sessionCookieAttributes(accessUrl);
  return `${sessionCookieName}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
