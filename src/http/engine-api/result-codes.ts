import type { OAuthError, OAuthErrorCode } from '../../protocol/oauth-error.ts';

/** The codes of one family of operations. */
export interface ResultCodes {
  /** Three digits: which family it is. */
  readonly area: string;
  /** Codes of refusals that are known more exactly, by the engine's reason. */
  readonly byReason: Readonly<Record<string, string>>;
  /** Codes of errors that mean something of their own here. */
  readonly byError?: Readonly<Partial<Record<OAuthErrorCode, string>>>;
}

/** Refusals that mean the same wherever they come up, by the engine's reason or description. */
const everywhere: Readonly<Record<string, string>> = {
  'unknown client': 'A157302',
  'no supported client authentication': 'A157302',
  'repeated parameter': 'A050302',
  'unknown type of authorization details': 'A249302',
  'resource that is not absolute': 'A251307',
  'resource with a fragment': 'A251308',
};

/** The last two digits of refusals that are known by their error alone. */
const digitsByError: Readonly<Partial<Record<OAuthErrorCode, string>>> = {
  invalid_request: '90',
  invalid_client: '91',
  invalid_grant: '92',
  unauthorized_client: '93',
  unsupported_grant_type: '94',
  invalid_scope: '95',
  invalid_target: '96',
  access_denied: '97',
  temporarily_unavailable: '98',
};

/** Errors of features that have a family of their own. */
const featureCodes: Readonly<Partial<Record<OAuthErrorCode, string>>> = {
  invalid_dpop_proof: 'A254301',
  use_dpop_nonce: 'A254390',
  invalid_authorization_details: 'A249304',
  invalid_request_uri: 'A008303',
  invalid_request_object: 'A008311',
  invalid_redirect_uri: 'A505302',
  invalid_client_metadata: 'A505302',
};

/** The code of a refusal: `A` and six digits of which the fourth, 3, says that the client is wrong. */
export function resultCodeOf({ area, byReason, byError }: ResultCodes, error: OAuthError): string {
  const known = byReason[error.reason] ?? byError?.[error.code] ?? everywhere[error.reason] ?? featureCodes[error.code];
  if (known !== undefined) return known;
  if (error.code === 'invalid_client') return error.reason.includes(' used by a client registered for ') ? 'A157357' : 'A157302';
  if (error.code === 'server_error') return `A${area}199`; // 1: our side
  return `A${area}3${digitsByError[error.code] ?? '99'}`;
}
