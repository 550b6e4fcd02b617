import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { EngineChange } from '../changes.ts';
import type { ScopeDefinition } from '../model/service.ts';
import type { ValidAuthorization } from './authorization-request.ts';

/** What a person is asked. */
export interface Consent {
  readonly authorization: ValidAuthorization;
  /** The scopes with the words for them. */
  readonly scopes: readonly ScopeDefinition[];
  /** The host, or the app's scheme, the browser goes to afterwards. */
  readonly redirectTarget: string;
  /** Where “deny” leads. */
  readonly denyLocation: string;
}

/** Sends the browser back to the client: with a code, or with `error`. */
export interface SendBack {
  readonly action: 'redirect';
  readonly location: string;
  /** undefined when the client gets a code. */
  readonly error: OAuthError | undefined;
  readonly changes: readonly EngineChange[];
}

/** Tells the person, since the redirect URI is not proven to be the client's (RFC 6749 §4.1.2.1). */
export interface ShowError {
  readonly action: 'show_error';
  readonly error: OAuthError;
}

/** What the authorization endpoint does with a request. */
export type AuthorizationDecision =
  | { readonly action: 'ask'; readonly consent: Consent }
  | { readonly action: 'sign_in'; readonly authorization: ValidAuthorization }
  | SendBack
  | ShowError;

/** What the authorization endpoint does with a person's answer. */
export type AuthorizationOutcome = SendBack | ShowError;
