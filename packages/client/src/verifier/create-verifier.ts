import type { Access } from './access.ts';
import { AccessDeniedError } from './access-denied-error.ts';
import { buildChallenge } from './challenge/build-challenge.ts';
import { checkBinding } from './check-binding.ts';
import type { Denial } from './denial.ts';
import { judgeRequirements, type Requirements } from './judge-requirements.ts';
import { type PresentedRequest, presentedBy } from './presented-request.ts';
import { readAuthorization, type Scheme } from './read-authorization.ts';
import { readToken } from './read-token.ts';
import { UpstreamError } from './upstream-error.ts';
import type { VerifierOptions } from './verifier-options.ts';
import { type PublishedMetadata, type VerifierRules, verifierRules } from './verifier-rules.ts';

/** Decides whether requests to a protected resource are let through. */
export interface Verifier {
  /**
   * What the request's token allows.
   *
   * @throws AccessDeniedError with the whole answer, if that is not enough.
   */
  verify(request: PresentedRequest, requirements?: Requirements): Promise<Access>;
  /** The same for a web `Request`, with the client's certificate if there was one. */
  verifyRequest(request: Request, requirements?: Requirements, certificate?: PresentedRequest['certificate']): Promise<Access>;
  /** The resource's metadata, for its well-known path; undefined if the resource has no URL (RFC 9728). */
  readonly metadata: PublishedMetadata | undefined;
}

/** Seconds after which a client may ask again, when the authorization server could not be asked. */
const retryAfter = '5';

type Judged = { readonly access: Access } | { readonly denial: Denial; readonly used: Scheme | undefined };

async function judge(request: PresentedRequest, requirements: Requirements, rules: VerifierRules, now: number): Promise<Judged> {
  const presented = readAuthorization(request.authorization);
  if (!('token' in presented)) return { denial: presented, used: undefined };
  const deny = (denial: Denial): Judged => ({ denial, used: presented.scheme });
  try {
    const facts = await readToken(presented.token, rules.token, { ...rules.expected, now });
    if ('reason' in facts) return deny(facts);
    const binding = await checkBinding(facts, presented, request, now, rules.binding);
    if (typeof binding !== 'string') return deny(binding);
    const denial = judgeRequirements(facts, requirements, now);
    if (denial !== undefined) return deny(denial);
    const { confirmation: _, ...access } = facts;
    const nonce = binding === 'dpop' ? await rules.binding.dpop.nonces?.current() : undefined;
    return { access: { ...access, binding, responseHeaders: nonce === undefined ? {} : { 'dpop-nonce': nonce } } };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return deny({ code: 'temporarily_unavailable', description: 'Access tokens cannot be checked right now.', reason: error.message });
  }
}

async function headersOf({ code, description }: Denial, used: Scheme | undefined, requirements: Requirements, rules: VerifierRules) {
  if (code === 'temporarily_unavailable') return { 'retry-after': retryAfter };
  const { dpop } = rules.binding;
  const nonce = code === 'use_dpop_nonce' ? await dpop.nonces?.current() : undefined;
  const challenge = buildChallenge(
    { code, description },
    {
      schemes: code === 'use_dpop_nonce' || code === 'invalid_dpop_proof' ? ['DPoP'] : rules.schemes,
      used,
      dpopAlgorithms: dpop.algorithms,
      requirements,
      resourceMetadata: rules.metadata?.url,
    },
  );
  return { 'www-authenticate': challenge, ...(nonce === undefined ? {} : { 'dpop-nonce': nonce }) };
}

/**
 * Checks the access tokens that come to a resource server: JWTs by the issuer's published keys, opaque ones by asking it; whom they
 * are for, whether they are bound to the client that sends them, and whether they allow what is asked for.
 *
 * @example
 * ```ts
 * const verifier = createVerifier({ issuer: 'https://grantry.example', audience: 'https://api.example.com' });
 * try {
 *   const { subject, scopes } = await verifier.verifyRequest(request, { scopes: ['notes:read'] });
 * } catch (error) {
 *   if (error instanceof AccessDeniedError) return error.toResponse();
 *   throw error;
 * }
 * ```
 * @param now milliseconds since the epoch
 * @throws TypeError if the options cannot work: an issuer that is no `https:` URL, no audience.
 */
export function createVerifier(options: VerifierOptions, now: () => number = Date.now): Verifier {
  const rules = verifierRules(options, now);
  const verify: Verifier['verify'] = async (request, requirements = {}) => {
    const needed = { ...requirements, scopes: [...new Set([...rules.scopes, ...(requirements.scopes ?? [])])] };
    const judged = await judge(request, needed, rules, now() / 1000);
    if ('access' in judged) return judged.access;
    throw new AccessDeniedError(judged.denial, await headersOf(judged.denial, judged.used, needed, rules));
  };
  return {
    verify,
    verifyRequest: (request, requirements, certificate) => verify({ ...presentedBy(request), certificate }, requirements),
    metadata: rules.metadata,
  };
}
