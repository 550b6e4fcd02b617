import type { Sha256 } from '../../protocol/mint.ts';
import type { FreshToken } from '../token/fresh-token.ts';

/** What may stand in an `Authorization` header (RFC 6750 §2.1, `b64token`). */
const b64token = /^[A-Za-z0-9._~+/-]+=*$/;
/** How our own credentials start: their text leads to a row of their own. */
const ownPrefix = /^g[a-z]{2}_/;
/** 128 bits if it is random in hexadecimal digits, as RFC 6749 §10.10 wants at least. */
const minLength = 32;
const maxLength = 4096;
/** Fewer different letters in so many are no random text. */
const minLetters = 8;

/** Why a text cannot be an access token of somebody else's making; undefined if it can. */
export function findGivenTokenFault(text: string): string | undefined {
  if (text.length < minLength || text.length > maxLength) return `an access token has ${minLength} to ${maxLength} letters`;
  if (!b64token.test(text)) return 'an access token has the letters A–Z a–z 0–9 - . _ ~ + / and = at its end';
  if (ownPrefix.test(text)) return 'an access token does not start as ours do';
  return new Set(text).size < minLetters ? `an access token has at least ${minLetters} different letters` : undefined;
}

/**
 * The row of a given access token. It has no id inside, so that its hash is one: it is found by primary key like any other. Each service
 * has rows of its own, or one could try out another's tokens.
 */
export const givenTokenId = (sha256: Sha256, serviceId: number, text: string): string => sha256(`given access token ${serviceId} ${text}`);

/** A given access token, as if just minted. */
export const takeGivenToken = (sha256: Sha256, serviceId: number, text: string): FreshToken => ({
  credential: { kind: 'accessToken', id: givenTokenId(sha256, serviceId, text), secret: text },
  secretHash: sha256(text),
  isGiven: true,
});
