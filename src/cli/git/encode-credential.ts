import type { GitCredential } from './token-answer.ts';

/**
 * Encodes a credential for git. Without an end it says none; a git that does not know `password_expiry_utc` ignores it.
 *
 * @see git-credential(1), INPUT/OUTPUT FORMAT
 */
export const encodeCredential = ({ username, password, expiresAt }: GitCredential): string =>
  `username=${username}\npassword=${password}\n${expiresAt === undefined ? '' : `password_expiry_utc=${expiresAt}\n`}`;
