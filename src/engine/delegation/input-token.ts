import { findPresentedAccessToken } from '../access/find-access-token.ts';
import { findEndOfAccessToken } from '../access/find-end-of-access-token.ts';
import { findEndOfRefreshToken, findPresentedRefreshToken } from '../access/find-refresh-token.ts';
import { clockTolerance } from '../profiles/tighten.ts';
import type { DelegationFacts } from './delegated-grant.ts';
import type { KnownToken } from './delegation-decision.ts';
import { findTimeFault, readJwt } from './find-jwt-fault.ts';

/** Why a token cannot be exchanged; a token of ours that can; undefined: it can, for all we know. */
type Checked = string | KnownToken | undefined;

async function checkAccessToken({ engine, service, now }: DelegationFacts, token: string): Promise<Checked> {
  const facts = await findPresentedAccessToken(engine, service.id, token);
  if (facts === undefined) return 'unknown token to exchange';
  return findEndOfAccessToken(facts, now) ?? { kind: 'access', facts };
}

async function checkRefreshToken({ engine, service, now }: DelegationFacts, token: string): Promise<Checked> {
  const facts = await findPresentedRefreshToken(engine, service.id, token);
  if (facts?.grant.serviceId !== service.id) return 'unknown token to exchange';
  return findEndOfRefreshToken(facts, now) ?? { kind: 'refresh', facts };
}

function checkJwt({ service, client, now }: DelegationFacts, token: string): Checked {
  const { exchangeRefusesEncrypted, exchangeRefusesUnsigned } = service.tokenRules.delegation;
  const jwt = readJwt(token);
  if (jwt === undefined) return 'no JWT';
  if (jwt.kind === 'encrypted') return exchangeRefusesEncrypted ? 'the JWT is encrypted' : undefined;
  if (jwt.kind === 'unsigned' && exchangeRefusesUnsigned) return 'the JWT is not signed';
  return findTimeFault(jwt.claims, now, clockTolerance(service, client));
}

/** An ID token of this service: nobody else's can be verified without asking around, so none other is taken (RFC 8725 §3.10). */
async function checkIdToken(facts: DelegationFacts, token: string): Promise<Checked> {
  const { engine, service, client, now } = facts;
  const jwt = readJwt(token);
  if (jwt === undefined) return 'no JWT';
  if (jwt.kind === 'encrypted') return checkJwt(facts, token);
  const claims = await engine.readOwnJwt(service.id, token, 'JWT');
  if (claims?.iss !== service.issuer) return 'the ID token is not of this service';
  if (typeof claims.exp !== 'number' || typeof claims.iat !== 'number' || claims.aud === undefined) return 'no ID token';
  if (claims.nonce !== undefined && typeof claims.nonce !== 'string') return 'the nonce is no text';
  return findTimeFault(claims, now, clockTolerance(service, client));
}

type Check = (facts: DelegationFacts, token: string) => Checked | Promise<Checked>;

const prefix = 'urn:ietf:params:oauth:token-type:';

/** The types of tokens that can be exchanged, and how each is checked (RFC 8693 §3). */
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  [`${prefix}access_token`, checkAccessToken],
  [`${prefix}refresh_token`, checkRefreshToken],
  [`${prefix}id_token`, checkIdToken],
  [`${prefix}jwt`, checkJwt],
  [`${prefix}saml1`, () => undefined],
  [`${prefix}saml2`, () => undefined],
]);

/** Whether a token of a type can be exchanged, or exchanged for. */
export const isInputType = (type: string): boolean => checks.has(type);

/** Checks a token by what it is said to be. */
export const checkInputToken = async (facts: DelegationFacts, token: string, type: string): Promise<Checked> =>
  checks.get(type)?.(facts, token);
