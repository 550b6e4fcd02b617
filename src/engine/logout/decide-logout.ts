import { OAuthError } from '../../protocol/oauth-error.ts';
import { makeRedirectLocation } from '../../protocol/redirect-location.ts';
import type { Client } from '../model/client.ts';
import type { LogoutRequest } from './logout-request.ts';
import type { IdTokenHint } from './read-id-token-hint.ts';

/** Who is signed in at the browser, as the client of the hint knows them. */
export interface SignedInPerson {
  readonly sub: string;
  readonly sid: string | undefined;
}

/** Everything a logout is decided by. */
export interface LogoutFacts {
  readonly request: LogoutRequest;
  /** undefined if none was sent, or what was sent is none. */
  readonly hint: IdTokenHint | undefined;
  /** The client that the request or the hint names; undefined if there is none. */
  readonly client: Pick<Client, 'clientId' | 'name' | 'logoutRules'> | undefined;
  /** undefined when nobody is signed in. */
  readonly person: SignedInPerson | undefined;
  /** Whether the person said in our form that they want to log out. */
  readonly isConfirmed: boolean;
}

/** What becomes of a logout request. */
export type LogoutDecision =
  /** Nothing ends, and nobody is sent anywhere: a page says why. */
  | { readonly action: 'show_error'; readonly error: OAuthError }
  /** The person is asked first. */
  | { readonly action: 'ask'; readonly clientName: string | undefined; readonly location: string | undefined }
  /** The session of the browser ends, if there is one, and the person goes to `location`, or sees a page that says so. */
  | { readonly action: 'end'; readonly location: string | undefined };

const refuse = (description: string): LogoutDecision => ({ action: 'show_error', error: new OAuthError('invalid_request', description) });

/** Whether the ID token is of the session that is about to end (RP-Initiated Logout §2). */
const isOfPerson = (hint: IdTokenHint | undefined, person: SignedInPerson): boolean =>
  hint !== undefined && hint.sub === person.sub && (hint.sid === undefined || hint.sid === person.sid);

/**
 * Decides a logout that an application asks for. A person's session ends without a question only for an application that holds their own ID
 * token of that session: else any page could log people out. Where it sends them afterwards must be registered, letter by letter.
 *
 * @see OpenID Connect RP-Initiated Logout §2, §3, §4, §6
 */
export function decideLogout({ request, hint, client, person, isConfirmed }: LogoutFacts): LogoutDecision {
  const { clientId, postLogoutRedirectUri: uri, state } = request;
  if (clientId !== undefined && client === undefined) return refuse('There is no application with this client_id.');
  if (hint !== undefined && clientId !== undefined && hint.clientId !== client?.clientId)
    return refuse('The id_token_hint was issued to another application than client_id.');
  if (uri !== undefined && client === undefined)
    return refuse('The application does not say which one it is, and so cannot name an address.');
  if (uri !== undefined && client?.logoutRules.postLogoutRedirectUris.includes(uri) !== true)
    return refuse('The application has not registered the address that it wants you to go to.');
  const location = uri === undefined ? undefined : makeRedirectLocation(uri, { state });
  if (person === undefined || isConfirmed || isOfPerson(hint, person)) return { action: 'end', location };
  return { action: 'ask', clientName: client?.name, location };
}
