import type { FastifyRequest } from 'fastify';
import { identifyCaller } from '../identity/identify-caller.ts';
import type { User } from '../identity/model/user.ts';
import { sessionCookieName } from '../identity/sessions/session-cookie.ts';
import type { ConsoleContext } from './context.ts';

/** Before sign-in, CSRF tokens are made of this cookie's value. */
export const browserCookieName = 'grantry_browser';

/** Who opens a page, as far as the browser's cookies tell. */
export interface Visitor {
  /** The session's credential as sent, valid or not. */
  readonly sessionToken: string | undefined;
  readonly signedIn: { readonly user: User; readonly sessionId: string } | undefined;
  /** What CSRF tokens are made of: the live session's credential, else the browser's cookie. */
  readonly browserSecret: string;
  /** Whether the browser has yet to be told its cookie. */
  readonly isNewBrowser: boolean;
}

/** Reads the cookies. A session that is over counts as none. */
export async function readVisitor({ identity }: ConsoleContext, request: FastifyRequest): Promise<Visitor> {
  const sessionToken = request.cookies[sessionCookieName];
  const caller = sessionToken === undefined ? undefined : await identifyCaller(identity, sessionToken);
  if (sessionToken !== undefined && caller !== undefined && 'kind' in caller && caller.kind === 'user' && caller.via === 'session') {
    const signedIn = { user: caller.user, sessionId: caller.credentialId };
    return { sessionToken, signedIn, browserSecret: sessionToken, isNewBrowser: false };
  }
  const cookie = request.cookies[browserCookieName];
  return { sessionToken, signedIn: undefined, browserSecret: cookie ?? identity.mint.random(32), isNewBrowser: cookie === undefined };
}
