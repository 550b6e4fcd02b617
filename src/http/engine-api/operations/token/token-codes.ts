import { deviceCode } from '../../../../engine/grants/device-code.ts';
import type { ResultCodes } from '../../result-codes.ts';

/** Codes of the token endpoint. */
export const tokenCodes: ResultCodes = {
  area: '050',
  byReason: {
    'code replayed': 'A050304',
    'unknown code or wrong secret': 'A050305',
    'code of another client': 'A050306',
    'code expired': 'A050307',
    'The redirect_uri must exactly match that of the authorization request.': 'A050309',
    'code_verifier missing': 'A050312',
    'code_verifier mismatch': 'A050315',
    'code_verifier without code_challenge': 'A050317',
    'grant type for confidential clients alone': 'A052301',
    'unknown refresh token or wrong secret': 'A053305',
    'refresh token of another client': 'A053306',
    'refresh token expired': 'A053307',
    'refresh token reused outside the leeway': 'A053308',
    'grant revoked': 'A053309',
    'This client may not exchange tokens.': 'A311305',
    'unknown token to exchange': 'A311306',
    'The parameter subject_token_type is missing.': 'A250302',
    'the assertion is wrong in its times: expired': 'A314309',
    'the assertion is not signed': 'A314310',
    'the assertion is for somebody else': 'A314314',
    'unknown device code or wrong secret': 'A242303',
    'device code of another client': 'A242304',
    'device code used': 'A242305',
    'the approval was withdrawn': 'A242306',
    'nobody decided yet': 'A242307',
    'polled too soon': 'A242308',
    'device code expired': 'A242309',
    'the request was denied': 'A242310',
    'the request came to nothing': 'A242311',
  },
};

/** Codes of tokens that were issued, by grant type. */
const issuedCodes: Readonly<Record<string, string>> = {
  authorization_code: 'A050001',
  client_credentials: 'A052001',
  refresh_token: 'A053001',
  [deviceCode.name]: 'A242001',
};

/** The code of an issue by the token endpoint. */
export const issuedCode = (grantType: string): string => issuedCodes[grantType] ?? 'A050001';

/** Codes of requests that the front end judges, by grant type. */
const delegatedCodes: Readonly<Record<string, string>> = {
  password: 'A055001',
  'urn:ietf:params:oauth:grant-type:token-exchange': 'A311001',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'A312001',
};

/** The code of a request that the front end judges. */
export const delegatedCode = (grantType: string): string => delegatedCodes[grantType] ?? 'A050002';
