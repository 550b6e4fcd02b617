import { equalInConstantTime } from '../../protocol/constant-time.ts';
import type { Sha256 } from '../../protocol/mint.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ServiceRegistrationRules } from '../model/registration-rules.ts';

/** Who asks for a registration. */
export interface Registrar {
  /** The bearer token of the request. */
  readonly token: string | undefined;
  /** Whether a front end hands the request on that has judged who asks. @default false */
  readonly isVouchedFor?: boolean;
}

const printable = /^[\x21-\x7e]{1,4096}$/;

const isInitialToken = ({ initialTokenHashes }: ServiceRegistrationRules, token: string, sha256: Sha256): boolean => {
  const hash = printable.test(token) ? sha256(token) : '';
  return initialTokenHashes.some((known) => equalInConstantTime(known, hash));
};

/**
 * Whether somebody stands for the one who registers a client; an error if nobody may register, or not without a token.
 *
 * @see RFC 7591 §3, §1.2 for initial access tokens
 */
export function judgeRegistrar(
  rules: ServiceRegistrationRules,
  { token, isVouchedFor = false }: Registrar,
  sha256: Sha256,
): boolean | OAuthError {
  if (rules.registration === 'closed')
    return new OAuthError('access_denied', 'Clients cannot register themselves here.', 'registration is closed');
  if (isVouchedFor) return true;
  if (token !== undefined && isInitialToken(rules, token, sha256)) return true;
  if (rules.registration === 'open') return false; // a token that says nothing to us harms nobody (RFC 7591 §3)
  return new OAuthError(
    'invalid_token',
    'An initial access token is needed.',
    token === undefined ? 'no initial token' : 'unknown initial token',
  );
}
