import type { EpochSeconds } from '../../protocol/units.ts';
import { ownAlgorithm } from '../keys/signing-algorithms.ts';
import type { Authentication } from '../model/authentication.ts';
import type { ClaimDemands, ClaimsRequest } from '../model/claims-request.ts';
import type { Client } from '../model/client.ts';
import type { IdTokenContent } from '../model/id-token-content.ts';
import type { Service } from '../model/service.ts';
import type { SigningAlgorithm } from '../model/signing-key.ts';
import type { IdTokenTerms, TokenTerms } from '../model/token-terms.ts';
import type { Issued } from '../model/tokens.ts';
import type { Engine } from '../ports.ts';
import { answerAlgorithm } from '../profiles/tighten.ts';
import { openIdScope } from './openid-scopes.ts';
import { type ClaimsSelection, selectClaimNames, selectClaims, withoutScopeClaims } from './select-claims.ts';
import { subjectForClient } from './subject-for-client.ts';

/** What an ID token is decided by. */
export interface IdTokenFacts {
  readonly service: Pick<Service, 'profiles' | 'answerRules' | 'tokenRules'>;
  readonly client: Pick<Client, 'openIdRules' | 'profiles'>;
  readonly scopes: readonly string[];
  /** undefined when the client speaks for itself. */
  readonly grant: (Authentication & { readonly claimsRequest: ClaimsRequest | undefined }) | undefined;
  readonly nonce: string | undefined;
  readonly terms?: TokenTerms | undefined;
  /** When it ends; undefined: with the access token. */
  readonly expiresAt?: EpochSeconds | undefined;
}

const noDemands: ClaimDemands = {};

const restrict = (terms: IdTokenTerms | undefined, selection: ClaimsSelection): IdTokenTerms | undefined =>
  terms?.claims === undefined ? terms : { ...terms, claims: withoutScopeClaims(terms.claims, selection) };

/** Decides the ID token that goes with an access token; undefined if `openid` was not granted (OpenID Connect Core §3.1.3.3). */
export function decideIdToken({ service, client, scopes, grant, nonce, terms, expiresAt }: IdTokenFacts): IdTokenContent | undefined {
  if (grant === undefined || !scopes.includes(openIdScope)) return undefined;
  const { authTime, acr, amr, sessionId, claimsRequest } = grant;
  const algorithm = answerAlgorithm(service, client, client.openIdRules.idTokenSignedResponseAlg, ownAlgorithm);
  const demands = claimsRequest?.idToken ?? noDemands;
  const { idToken: signatureKeyId } = service.answerRules.signatureKeys;
  return {
    algorithm,
    ...(signatureKeyId === undefined ? {} : { signatureKeyId }),
    authTime,
    acr,
    amr,
    sessionId,
    nonce,
    demands,
    terms: service.tokenRules.scopeClaimsRestricted ? restrict(terms?.idToken, { scopes, demands }) : terms?.idToken,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** The hash that goes with a signing algorithm (OpenID Connect Core §3.1.3.6); Ed25519 signs with SHA-512 (RFC 8032 §5.1). */
const hashOf = (algorithm: SigningAlgorithm): 'SHA-256' | 'SHA-512' => (algorithm === 'EdDSA' ? 'SHA-512' : 'SHA-256');

/**
 * Signs an ID token. Claims of the person are asked for where the request named some; the others are at userinfo
 * (OpenID Connect Core §5.4).
 *
 * @param accessToken as the client gets it.
 * @returns undefined if none was decided.
 * @see OpenID Connect Core §2, §3.1.3.6, §12.2; Back-Channel Logout 1.0 §2.1 for `sid`
 */
export async function encodeIdToken(
  engine: Pick<Engine, 'signJwt' | 'mac' | 'leftHash' | 'findSubjectClaims'>,
  issued: Issued,
  accessToken: string,
): Promise<string | undefined> {
  const { serviceId, subject, sector, idToken } = issued;
  if (idToken === undefined || subject === undefined) return undefined;
  const { algorithm, signatureKeyId: kid, authTime, acr, amr, sessionId, nonce, demands, terms } = idToken;
  const selection = { scopes: [], demands };
  const asksForMore = selectClaimNames(selection).length > 0;
  const person = asksForMore ? await engine.findSubjectClaims(serviceId, subject) : undefined;
  const claims = {
    ...(person === undefined ? {} : selectClaims(person, selection)),
    ...terms?.claims,
    iss: issued.issuer,
    sub: terms?.sub ?? subjectForClient(engine, { serviceId, subject, sector }),
    aud: terms?.audience === 'array' ? [issued.clientId] : issued.clientId,
    exp: idToken.expiresAt ?? issued.expiresAt,
    iat: issued.issuedAt,
    auth_time: authTime,
    ...(nonce === undefined ? {} : { nonce }),
    ...(acr === undefined ? {} : { acr }),
    ...(amr.length === 0 ? {} : { amr }),
    ...(sessionId === undefined ? {} : { sid: sessionId }),
    at_hash: engine.leftHash(hashOf(algorithm), accessToken),
  };
  return engine.signJwt(serviceId, 'JWT', claims, algorithm, { header: terms?.header, kid });
}
