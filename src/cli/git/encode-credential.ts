import { CommandFailure } from '../command-failure.ts';
import type { GitCredential } from './token-answer.ts';

const end = ({ expiresAt }: GitCredential): readonly string[] => (expiresAt === undefined ? [] : [`password_expiry_utc=${expiresAt}`]);

/** A token with a line end in it would tell git more than the token: another host to send it to, perhaps. */
function toLines(attributes: readonly string[]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what git must not be told
  if (attributes.some((attribute) => /[\u0000-\u001f]/.test(attribute))) {
    throw new CommandFailure('The token has a control character in it, and git cannot be given it.');
  }
  return attributes.map((attribute) => `${attribute}\n`).join('');
}

/**
 * Encodes a credential for git. Without an end it says none; a git that does not know `password_expiry_utc` ignores it.
 *
 * @throws CommandFailure if git would read anything else than the credential
 * @see git-credential(1), INPUT/OUTPUT FORMAT
 */
export const encodeCredential = (credential: GitCredential): string =>
  toLines([`username=${credential.username}`, `password=${credential.password}`, ...end(credential)]);

/**
 * Encodes the token for a git that can send it as it is, and tells git that no helper is to keep it.
 *
 * @throws CommandFailure if git would read anything else than the token
 */
export const encodeBearer = (credential: GitCredential): string =>
  toLines(['capability[]=authtype', 'authtype=Bearer', `credential=${credential.accessToken}`, 'ephemeral=1', ...end(credential)]);
