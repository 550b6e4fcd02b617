import type { SigningKey } from '../model/signing-key.ts';

/** What a key is called on the wire (RFC 7517 §4.5): what its owner called it, or our id. Two services may call theirs the same. */
export const kidOf = ({ id, publicJwk }: Pick<SigningKey, 'id' | 'publicJwk'>): string => publicJwk.kid ?? id;
