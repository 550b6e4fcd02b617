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
  'The parameter client_id is missing.': 'A244305',
  'authorization details without a type': 'A249301',
  'repeated parameter': 'A050302',
  'unknown type of authorization details': 'A249302',
  'resource that is not absolute': 'A251307',
  'resource with a fragment': 'A251308',
};

/** The last two digits of refusals that are known by their error alone. */
const digitsByError: Readonly<Partial<Record<OAuthErrorCode, string>>> = {
  invalid_request: '90',
  invalid_grant: '92',
  unauthorized_client: '93',
  unsupported_grant_type: '94',
  invalid_scope: '95',
  invalid_target: '96',
  access_denied: '97',
  temporarily_unavailable: '98',
};

/** Those of all other errors. */
const otherError = '99';

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

/** What else failed client authentications are known by, which tell of the method that was used. */
const authenticationCodes: readonly (readonly [reason: RegExp, code: string])[] = [
  [/ used by a client registered for | is not offered by the service$/, 'A157357'],
  [/^FAPI .* is not allowed$/, 'A295301'],
];
const failedAuthentication = 'A157302';

/** What a proof of possession is told that could be read, and is not good. */
const unusableProof = { message: 'The DPoP proof is not valid.', code: 'A254303' };

/** Reasons may quote what was sent, which may be the name of a member that every object has. */
const codeFor = (table: Readonly<Record<string, string>>, reason: string): string | undefined =>
  Object.hasOwn(table, reason) ? table[reason] : undefined;

function findCode({ byReason, byError }: ResultCodes, { code, reason, message }: OAuthError): string | undefined {
  const known = codeFor(byReason, reason) ?? byError?.[code] ?? codeFor(everywhere, reason);
  if (known !== undefined) return known;
  if (message === unusableProof.message) return unusableProof.code;
  if (code !== 'invalid_client') return featureCodes[code];
  return authenticationCodes.find(([pattern]) => pattern.test(reason))?.[1] ?? failedAuthentication;
}

/** The code of a refusal: `A` and six digits of which the fourth, 3, says that the client is wrong. */
export function resultCodeOf(codes: ResultCodes, error: OAuthError): string {
  const known = findCode(codes, error);
  if (known !== undefined) return known;
  if (error.code === 'server_error') return `A${codes.area}199`; // 1: our side
  return `A${codes.area}3${digitsByError[error.code] ?? otherError}`;
}

/** Every code that an operation may refuse with. */
export function listResultCodes({ area, byReason, byError = {} }: ResultCodes): readonly string[] {
  const byDigits = [...Object.values(digitsByError), otherError].map((digits) => `A${area}3${digits}`);
  const authentication = [failedAuthentication, unusableProof.code, ...authenticationCodes.map(([, code]) => code)];
  const named = [byReason, byError, everywhere, featureCodes].flatMap((codes) => Object.values(codes));
  return [...new Set([...named, ...authentication, ...byDigits, `A${area}199`])];
}
