import type { OAuthErrorCode } from '../../protocol/oauth-error.ts';

/** Why a front end lets a request fail, by seed 002's names. */
export type FailReason =
  | 'UNKNOWN'
  | 'SERVER_ERROR'
  | 'NOT_LOGGED_IN'
  | 'MAX_AGE_NOT_SUPPORTED'
  | 'EXCEEDS_MAX_AGE'
  | 'DIFFERENT_SUBJECT'
  | 'NOT_AUTHENTICATED'
  | 'ACR_NOT_SATISFIED'
  | 'DENIED'
  | 'ACCOUNT_SELECTION_REQUIRED'
  | 'CONSENT_REQUIRED'
  | 'INTERACTION_REQUIRED'
  | 'INVALID_TARGET'
  | 'INVALID_SCOPE'
  | 'UNAUTHORIZED_CLIENT'
  | 'TEMPORARILY_UNAVAILABLE';

/** What the client is told of each (OpenID Connect Core §3.1.2.6). */
export const failReasons: Readonly<Record<FailReason, readonly [code: OAuthErrorCode, description: string]>> = {
  UNKNOWN: ['server_error', 'The request failed.'],
  SERVER_ERROR: ['server_error', 'The request failed.'],
  NOT_LOGGED_IN: ['login_required', 'Nobody is signed in.'],
  MAX_AGE_NOT_SUPPORTED: ['login_required', 'The age of a sign-in is not known.'],
  EXCEEDS_MAX_AGE: ['login_required', 'The sign-in is older than max_age.'],
  DIFFERENT_SUBJECT: ['login_required', 'Another person is signed in.'],
  NOT_AUTHENTICATED: ['login_required', 'The person could not sign in.'],
  ACR_NOT_SATISFIED: ['unmet_authentication_requirements', 'None of the demanded classes was reached.'],
  DENIED: ['access_denied', 'The request was denied.'],
  ACCOUNT_SELECTION_REQUIRED: ['account_selection_required', 'The person has to choose an account.'],
  CONSENT_REQUIRED: ['consent_required', 'The person has to be asked.'],
  INTERACTION_REQUIRED: ['interaction_required', 'The person has to do something first.'],
  INVALID_TARGET: ['invalid_target', 'The resource is not one the client may ask for.'],
  INVALID_SCOPE: ['invalid_scope', 'The scope is not one the client may ask for.'],
  UNAUTHORIZED_CLIENT: ['unauthorized_client', 'This client may not ask.'],
  TEMPORARILY_UNAVAILABLE: ['temporarily_unavailable', 'The server is busy. Try again.'],
};
