import type { OAuthError } from '../../protocol/oauth-error.ts';
import type { Service } from '../model/service.ts';
import type { AuthorizationOutcome, ShowError } from './authorization-decision.ts';
import type { AuthorizationVerdict } from './judge-authorization-request.ts';
import { sendBackError } from './send-back.ts';

/** Tells the person what is wrong. */
export const showError = (error: OAuthError): ShowError => ({ action: 'show_error', error, changes: [] });

/** An error goes to the client if its redirect URI is proven, and to the person otherwise (RFC 6749 §4.1.2.1). */
export const answerInvalid = (service: Service, verdict: Extract<AuthorizationVerdict, { verdict: 'invalid' }>): AuthorizationOutcome =>
  'redirectUri' in verdict ? sendBackError(service, verdict, verdict.error) : showError(verdict.error);
