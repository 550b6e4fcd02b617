import type { AuthorizationDetail } from '../../protocol/authorization-detail.ts';
import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { AnswerParameters } from '../../protocol/redirect-location.ts';
import type { EngineChange } from '../changes.ts';
import type { ScopeDefinition } from '../model/service.ts';
import type { ValidAuthorization } from './authorization-request.ts';

/** What a person is asked. */
export interface Consent {
  readonly authorization: ValidAuthorization;
  /** The scopes with the words for them. */
  readonly scopes: readonly ScopeDefinition[];
  /** Claims about the person that are asked for one by one, beyond those of the scopes. */
  readonly claims: readonly string[];
  /** The authorization details with the words for their types. */
  readonly details: readonly { readonly description: string; readonly detail: AuthorizationDetail }[];
  /** The host, or the app's scheme, the browser goes to afterwards. */
  readonly redirectTarget: string;
  /** Where “deny” leads; undefined if it has to be posted, since its answer is made or kept by us. */
  readonly denyLocation: string | undefined;
}

/** Where an answer goes, and what of the request comes along. */
export type ReturnAddress = Pick<ValidAuthorization, 'redirectUri' | 'state' | 'clientId' | 'responseMode' | 'answerAlgorithm'>;

/** Sends the browser back to the client: with a code, or with `error`. */
export interface SendBack {
  readonly action: 'redirect';
  readonly returnTo: ReturnAddress;
  /** The answer's parameters, before they are signed or written into a URL. */
  readonly answer: AnswerParameters;
  /** undefined when the client gets a code. */
  readonly error: OAuthError | undefined;
  readonly changes: readonly EngineChange[];
}

/** Tells the person, since the redirect URI is not proven to be the client's (RFC 6749 §4.1.2.1). */
export interface ShowError {
  readonly action: 'show_error';
  readonly error: OAuthError;
  readonly changes: readonly EngineChange[];
}

/** Has somebody sign in first, though somebody may be signed in. */
export interface SignIn {
  readonly action: 'sign_in';
  readonly authorization: ValidAuthorization;
  /** Whether who is signed in must sign in again. */
  readonly again: boolean;
  /** The `request_uri` the request goes on under; undefined if it goes on as it came. */
  readonly requestUri: string | undefined;
  readonly changes: readonly EngineChange[];
}

/** Has the browser come back with the `request_uri` under which the request is kept now. */
export interface Park {
  readonly action: 'park';
  readonly clientId: string;
  readonly requestUri: string;
  readonly changes: readonly EngineChange[];
}

/** Asks the person. */
export interface Ask {
  readonly action: 'ask';
  readonly consent: Consent;
  readonly changes: readonly EngineChange[];
}

/** What the authorization endpoint does with a request. */
export type AuthorizationDecision = Ask | SignIn | Park | SendBack | ShowError;

/** What the authorization endpoint does with a person's answer. */
export type AuthorizationOutcome = SendBack | ShowError;
