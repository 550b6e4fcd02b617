import type { FailureClass } from '../model/connection.ts';

/**
 * What an error code of a token endpoint calls for. A code that is not listed, in an answer with status 200, 400 or 401, is
 * terminal: repeating a request the provider called wrong cannot help.
 */
const classByCode: ReadonlyMap<string, FailureClass> = new Map([
  ['invalid_grant', 'terminal'], // RFC 6749 §5.2
  ['bad_refresh_token', 'terminal'], // GitHub
  ['invalid_refresh_token', 'terminal'], // Slack
  ['invalid_client', 'configuration'], // RFC 6749 §5.2
  ['unauthorized_client', 'configuration'], // RFC 6749 §5.2
  ['unsupported_grant_type', 'configuration'], // RFC 6749 §5.2
  ['invalid_scope', 'configuration'], // RFC 6749 §5.2: it is we who name scopes
  ['invalid_dpop_proof', 'configuration'], // RFC 9449 §5: our clock is wrong, or DPoP is set where it does not work
  ['use_dpop_nonce', 'transient'], // RFC 9449 §8: and the next proof has it
  ['incorrect_client_credentials', 'configuration'], // GitHub
  ['bad_client_secret', 'configuration'], // Slack
  ['invalid_client_id', 'configuration'], // Slack
  ['server_error', 'transient'], // RFC 6749 §4.1.2.1, sent by token endpoints too
  ['temporarily_unavailable', 'transient'], // RFC 6749 §4.1.2.1
  ['slow_down', 'transient'], // RFC 8628 §3.5
  ['rate_limited', 'transient'],
  ['ratelimited', 'transient'], // Slack
  ['internal_error', 'transient'], // Slack
  ['fatal_error', 'transient'], // Slack
  ['service_unavailable', 'transient'], // Slack
  ['request_timeout', 'transient'], // Slack
]);

/**
 * The class of a failed answer of a token endpoint, by its status and the error code in it, if one could be read.
 *
 * Only an error the provider put in OAuth's words can be terminal: a proxy's page with status 400 must not end a connection.
 */
export function classOfTokenError(status: number, code: string | undefined): FailureClass {
  if (status === 429 || status >= 500 || status === 403 || status === 408) return 'transient';
  if (code !== undefined) return classByCode.get(code) ?? (status < 300 || status === 400 || status === 401 ? 'terminal' : 'transient');
  if (status === 401) return 'configuration'; // RFC 6749 §5.2: 401 is about the client, not about the token
  if (status >= 300 && status < 400) return 'configuration'; // redirects are not followed: the URL is not the token endpoint
  if (status === 404 || status === 405 || status === 410) return 'configuration';
  return 'transient';
}
