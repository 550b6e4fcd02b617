import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { matchesRedirectUri } from '../../protocol/redirect-uri.ts';
import type { EngineChange } from '../changes.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { AuthorizationCode } from '../model/grant.ts';
import type { TokenDecision } from '../token/token-decision.ts';
import { type Redemption, redeemApproval } from './redeem-approval.ts';

/** A client that presents an authorization code. */
export interface CodeRedemption extends Redemption {
  /** undefined if no code has the presented id, or its secret is another. */
  readonly code: AuthorizationCode | undefined;
  readonly redirectUri: string | undefined;
  /** The S256 transform of the presented `code_verifier`; undefined if none was presented. */
  readonly verifierChallenge: string | undefined;
}

const invalid = (reason: string, changes: readonly EngineChange[] = []): Refusal =>
  refuse(new OAuthError('invalid_grant', 'The authorization code is not valid.', reason), changes);

/**
 * What is wrong with the redirect URI of a redemption (RFC 6749 §4.1.3). One that is sent must be that of the authorization
 * request. One that was sent there must come again, unless PKCE binds the code already (OAuth 2.1 §4.1.3; seed 003 leaves it out).
 */
function findRedirectUriError({ code, client, redirectUri }: CodeRedemption): OAuthError | undefined {
  if (code === undefined) return undefined;
  if (redirectUri === undefined) {
    const isMissing = code.redirectUri !== undefined && code.codeChallenge === undefined;
    return isMissing ? new OAuthError('invalid_request', 'The parameter redirect_uri is missing.') : undefined;
  }
  const expected = code.redirectUri === undefined ? client.redirectUris : [code.redirectUri];
  return expected.some((uri) => matchesRedirectUri(uri, redirectUri))
    ? undefined
    : new OAuthError('invalid_grant', 'The redirect_uri must exactly match that of the authorization request.');
}

/** What is wrong with the proof of possession of a code. */
function findVerifierFault(codeChallenge: string | undefined, verifierChallenge: string | undefined): string | undefined {
  if (codeChallenge === undefined) return verifierChallenge === undefined ? undefined : 'code_verifier without code_challenge'; // RFC 9700 §2.1.1: downgrade
  if (verifierChallenge === undefined) return 'code_verifier missing';
  return equalInConstantTime(codeChallenge, verifierChallenge) ? undefined : 'code_verifier mismatch';
}

/**
 * Decides the redemption of an authorization code.
 *
 * @see RFC 6749 §4.1.3 for the checks, §4.1.2 for replay, RFC 7636 §4.6 for the verifier, RFC 8707 §2.2 for resources, RFC 9449 §5 and §10 for the key.
 */
export function decideCodeRedemption(facts: CodeRedemption): TokenDecision {
  const { now, service, client, confirmation, code, verifierChallenge } = facts;
  if (code === undefined) return invalid('unknown code or wrong secret');
  if (code.serviceId !== service.id || code.clientNumber !== client.number) return invalid('code of another client');
  if (code.consumedAt !== undefined) return invalid('code replayed', [{ change: 'revoke_grant', grantId: code.grantId, at: now }]);
  if (code.expiresAt <= now) return invalid('code expired');
  const redirectUriError = findRedirectUriError(facts);
  if (redirectUriError !== undefined) return refuse(redirectUriError);
  const isBoundElsewhere = code.dpopJkt !== undefined && code.dpopJkt !== confirmation?.jkt;
  if (isBoundElsewhere) return invalid(confirmation?.jkt === undefined ? 'DPoP proof missing' : 'another DPoP key');
  const verifierFault = findVerifierFault(code.codeChallenge, verifierChallenge);
  if (verifierFault !== undefined) return invalid(verifierFault);
  return redeemApproval(facts, code, 'refuse');
}
