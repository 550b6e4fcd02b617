import { equalInConstantTime } from '../wire/equal-in-constant-time.ts';
import { textOf } from '../wire/parse-object.ts';
import { sha256Base64Url } from '../wire/sha256.ts';
import type { Access, TokenFacts } from './access.ts';
import { type Denial, invalidToken } from './denial.ts';
import { checkProof, type DpopRules } from './dpop/check-proof.ts';
import type { ClientCertificate, PresentedRequest } from './presented-request.ts';
import type { PresentedToken } from './read-authorization.ts';

/** What bindings are checked with. */
export interface BindingRules {
  readonly dpop: DpopRules;
  readonly proofLifetimeInSeconds: number;
  readonly clockToleranceInSeconds: number;
  /** Whether a token that is bound to nothing is refused. */
  readonly isRequired: boolean;
  /** Where clients reach this resource; undefined: where the request says. */
  readonly origin: string | undefined;
}

const thumbprintOf = (certificate: ClientCertificate): string | Promise<string> =>
  'der' in certificate ? sha256Base64Url(new Uint8Array(certificate.der)) : certificate.thumbprint;

/** Whether the client used the certificate a token is bound to (RFC 8705 §3). */
async function checkCertificate(certificate: ClientCertificate | undefined, boundTo: string): Promise<Denial | undefined> {
  if (certificate === undefined) return invalidToken('the token is bound to a certificate, and the client used none');
  return equalInConstantTime(await thumbprintOf(certificate), boundTo)
    ? undefined
    : invalidToken('the token is bound to another certificate');
}

function targetOf({ url }: PresentedRequest, origin: string | undefined): string {
  if (origin === undefined || !URL.canParse(url, origin)) return url;
  const { pathname } = new URL(url, origin);
  return `${origin}${pathname}`;
}

/**
 * Whether the client is the one a token is bound to. A token with a confirmation we cannot check is refused, a bound token is never
 * taken as a bearer token, and a bearer token never passes for a bound one.
 *
 * @returns how it is bound.
 * @throws UpstreamError if the replay store cannot remember.
 * @see RFC 7800 §3.1, RFC 8705 §3.1, RFC 9449 §7.1, §7.2
 */
export async function checkBinding(
  { confirmation }: Pick<TokenFacts, 'confirmation'>,
  { scheme, token }: PresentedToken,
  request: PresentedRequest,
  now: number,
  rules: BindingRules,
): Promise<Access['binding'] | Denial> {
  const key = confirmation && textOf(confirmation, 'jkt');
  const certificate = confirmation && textOf(confirmation, 'x5t#S256');
  if (confirmation !== undefined && key === undefined && certificate === undefined) return invalidToken('cnf names nothing we can check');
  if (key === undefined && scheme === 'DPoP') return invalidToken('the token is bound to no key, and was presented as if it were');
  if (key !== undefined && scheme !== 'DPoP') return invalidToken('the token is bound to a key, and was presented without proof');
  if (confirmation === undefined) return rules.isRequired ? invalidToken('the token is bound to nothing') : 'none';

  const wrong = certificate === undefined ? undefined : await checkCertificate(request.certificate, certificate);
  if (wrong !== undefined) return wrong;
  if (key === undefined) return 'mtls';
  const context = {
    method: request.method,
    url: targetOf(request, rules.origin),
    tokenHash: await sha256Base64Url(token),
    now,
    clockToleranceInSeconds: rules.clockToleranceInSeconds,
    lifetimeInSeconds: rules.proofLifetimeInSeconds,
  };
  return (await checkProof(request.dpop, key, context, rules.dpop)) ?? 'dpop';
}
