import { parseScope } from '../../protocol/scope.ts';
import { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { FailureClass } from '../model/connection.ts';
import { printable } from '../outbound/printable.ts';
import type { OutboundAnswer } from '../ports.ts';
import type { ProviderType } from '../providers/provider-type.ts';
import { classOfTokenError } from './error-classes.ts';
import { readTokenBody } from './read-token-body.ts';
import { readRetryAfter } from './retry-after.ts';

/** Tokens, as the provider sent them. */
export interface IssuedTokens {
  readonly accessToken: Secret;
  readonly refreshToken: Secret | undefined;
  /** undefined or 0 on the wire means the provider named no end. */
  readonly expiresIn: Seconds | undefined;
  /** undefined means the scopes asked for (RFC 6749 §5.1). */
  readonly scopes: readonly string[] | undefined;
  /** Every member of the answer. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** A token endpoint's answer without tokens. */
export interface RefusedTokens {
  readonly class: FailureClass;
  /** The provider's error code, if it sent one. */
  readonly code: string | undefined;
  /** The provider's own words, or what happened on the way; at most 400 letters. */
  readonly words: string;
  readonly retryAfter: Seconds | undefined;
  /** Whether the provider may have done what was asked, so that the token sent may be replaced by one we never saw. */
  readonly answerLost: boolean;
}

/** What a token endpoint's answer means. */
export type TokenAnswer =
  | { readonly answer: 'issued'; readonly tokens: IssuedTokens }
  | { readonly answer: 'refused'; readonly refusal: RefusedTokens };

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const secondsOf = (value: unknown): Seconds | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? (Math.min(Math.floor(number), 1e10) as Seconds) : undefined;
};

/**
 * Judges the answer of a provider's token endpoint, to a code, a device code or a refresh token.
 *
 * @param readMembers puts the answer of the provider's type into the words of RFC 6749.
 * @param clean takes out of the provider's words what must not be kept of them.
 * @see RFC 6749 §5.1 and §5.2; GitHub answers 200 with an `error`, and form-encoded text unless asked for JSON.
 */
export function classifyTokenAnswer(
  answer: OutboundAnswer,
  now: EpochSeconds,
  readMembers: ProviderType['readTokenAnswer'] = (members) => members,
  clean: (words: string) => string = printable,
): TokenAnswer {
  const refused = (refusal: Partial<RefusedTokens> & Pick<RefusedTokens, 'class' | 'words'>): TokenAnswer => ({
    answer: 'refused',
    refusal: { code: undefined, retryAfter: undefined, answerLost: false, ...refusal, words: clean(refusal.words) },
  });

  if (answer.outcome === 'failed') return refused({ class: 'transient', words: answer.words, answerLost: answer.reached });
  const { status, headers } = answer;
  const body = readTokenBody(answer.body);
  const members = body && readMembers(body);
  const code = textOf(members?.error);
  const accessToken = textOf(members?.access_token);

  if (status >= 200 && status < 300 && code === undefined && members !== undefined && accessToken !== undefined) {
    const refreshToken = textOf(members.refresh_token);
    return {
      answer: 'issued',
      tokens: {
        accessToken: new Secret(accessToken),
        refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
        expiresIn: secondsOf(members.expires_in),
        scopes: textOf(members.scope) === undefined ? undefined : parseScope(String(members.scope)),
        members,
      },
    };
  }
  if (status >= 200 && status < 300 && code === undefined) {
    return refused({ class: 'transient', words: `status ${status} without an access token in the answer`, answerLost: true });
  }
  const description = textOf(members?.error_description);
  const said = code === undefined ? `status ${status}` : description === undefined ? code : `${code}: ${description}`;
  return refused({
    class: classOfTokenError(status, code),
    code: code === undefined ? undefined : clean(code),
    words: said,
    retryAfter: readRetryAfter(headers, now),
    answerLost: status >= 500,
  });
}
