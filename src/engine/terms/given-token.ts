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

/** What somebody else may have made. */
type GivenKind = 'access' | 'refresh';

/** Why a text cannot be a token of somebody else's making; undefined if it can. */
export function findGivenTokenFault(text: string): string | undefined {
  if (text.length < minLength || text.length > maxLength) return `a token has ${minLength} to ${maxLength} letters`;
  if (!b64token.test(text)) return 'a token has the letters A–Z a–z 0–9 - . _ ~ + / and = at its end';
  if (ownPrefix.test(text)) return 'a token does not start as ours do';
  return new Set(text).size < minLetters ? `a token has at least ${minLetters} different letters` : undefined;
}

/**
 * The row of a given token. It has no id inside, so that the hash of its hash is one: it is found by primary key like any other, by the text
 * or by its SHA-256. Each service has rows of its own, or one could try out another's tokens.
 */
export const givenTokenId = (sha256: Sha256, kind: GivenKind, serviceId: number, hash: string): string =>
  sha256(`given ${kind} token ${serviceId} ${hash}`);

/** A given token, as if just minted. */
export function takeGivenToken(sha256: Sha256, serviceId: number, text: string, kind: GivenKind = 'access'): FreshToken {
  const secretHash = sha256(text);
  return {
    credential: { kind: `${kind}Token`, id: givenTokenId(sha256, kind, serviceId, secretHash), secret: text },
    secretHash,
    isGiven: true,
  };
}
