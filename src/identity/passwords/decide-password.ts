import { Secret } from '../../protocol/secret.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** How long a password may be, in characters as people count them. */
export const passwordLength = { min: 8, max: 256 } as const;

/**
 * Accepts a new password by its length alone: rules about letters and digits make worse passwords.
 *
 * @see NIST SP 800-63B §3.1.1.2
 */
export function decidePassword(password: string): Secret | Refusal {
  const length = [...password.normalize('NFKC')].length;
  if (length < passwordLength.min) {
    return refuse('invalid', `The password needs at least ${passwordLength.min} characters.`, { field: 'password' });
  }
  if (length > passwordLength.max) {
    return refuse('invalid', `The password may have at most ${passwordLength.max} characters.`, { field: 'password' });
  }
  return new Secret(password);
}
