import type { GitCredential } from './token-answer.ts';

const end = ({ expiresAt }: GitCredential): readonly string[] => (expiresAt === undefined ? [] : [`password_expiry_utc=${expiresAt}`]);

const toLines = (attributes: readonly string[]): string => attributes.map((attribute) => `${attribute}\n`).join('');

/**
 * Encodes a credential for git. Without an end it says none; a git that does not know `password_expiry_utc` ignores it.
 *
 * @see git-credential(1), INPUT/OUTPUT FORMAT
 */
export const encodeCredential = (credential: GitCredential): string =>
  toLines([`username=${credential.username}`, `password=${credential.password}`, ...end(credential)]);

/** Encodes the token for a git that can send it as it is, and tells git that no helper is to keep it. */
export const encodeBearer = (credential: GitCredential): string =>
  toLines(['capability[]=authtype', 'authtype=Bearer', `credential=${credential.accessToken}`, 'ephemeral=1', ...end(credential)]);
