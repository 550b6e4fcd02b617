import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import { parseJson } from '../outbound/parse-json.ts';
import { printable } from '../outbound/printable.ts';
import type { OutboundAnswer } from '../ports.ts';
import type { ProviderType, ProviderUser } from '../providers/provider-type.ts';
import { isRateLimited, readRetryAfter } from '../refresh/retry-after.ts';

/** What a provider thinks of an access token. */
export type Validation =
  | { readonly verdict: 'valid'; readonly user: ProviderUser | undefined }
  /** The provider is too busy to say: taken as valid, and not asked again for as long as it wants, if it says so. */
  | { readonly verdict: 'assumed'; readonly words: string; readonly retryAfter?: Seconds }
  | { readonly verdict: 'invalid'; readonly words: string }
  /** Nothing can be said about the token. */
  | { readonly verdict: 'unclear'; readonly words: string };

/** RFC 9449 §7.1, §9: it is the proof that was refused, perhaps since our clock is wrong; nothing is said about the token. */
const refusesProof = (headers: Readonly<Record<string, string>>): boolean =>
  /\berror="?(invalid_dpop_proof|use_dpop_nonce)\b/.test(headers['www-authenticate'] ?? '');

/**
 * Judges the answer of a provider's validation endpoint. A rate limit is not a revocation.
 *
 * @param clean takes out of the provider's words what must not be kept of them.
 */
export function readValidation(
  type: ProviderType,
  answer: OutboundAnswer,
  now: EpochSeconds,
  clean: (words: string) => string = printable,
): Validation {
  if (answer.outcome === 'failed') return { verdict: 'unclear', words: answer.words };
  const { status, headers, body } = answer;
  if (status === 200) return readAccepted(type, parseJson(body), clean);
  if (status === 401 && refusesProof(headers)) return { verdict: 'unclear', words: 'The provider refused the proof for the token.' };
  if (status === 401) return { verdict: 'invalid', words: 'The provider no longer accepts the token (status 401).' };
  if (status === 429 || (status === 403 && isRateLimited(headers))) {
    const retryAfter = readRetryAfter(headers, now);
    return { verdict: 'assumed', words: `rate limit (status ${status})`, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  if (status === 403) return { verdict: 'invalid', words: 'The provider no longer accepts the token (status 403).' };
  return { verdict: 'unclear', words: clean(`status ${status}: body: ${body}`) };
}

const readAccepted = (type: ProviderType, body: unknown, clean: (words: string) => string): Validation => {
  const refusal = type.readRefusal?.(body);
  if (refusal === undefined) return { verdict: 'valid', user: type.readUser?.(body) };
  return refusal.isAboutToken
    ? { verdict: 'invalid', words: `The provider no longer accepts the token (${clean(refusal.words)}).` }
    : { verdict: 'unclear', words: clean(refusal.words) };
};
