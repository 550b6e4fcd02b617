import type { EpochSeconds } from '../../protocol/units.ts';
import type { Role, User } from '../model/user.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { parseEmail } from './email.ts';
import { parseUsername, usernameFromEmail } from './username.ts';

/** What is said of a new person. */
export interface NewUser {
  readonly email: string;
  /** @default made of the email address */
  readonly username?: string | undefined;
  /** @default the username */
  readonly name?: string | undefined;
}

const maxNameLength = 128;

/** Decides what a new person's record says, from what was typed. */
export function decideNewUser(
  input: NewUser,
  made: { readonly id: string; readonly role: Role; readonly passwordHash: string | undefined; readonly now: EpochSeconds },
): User | Refusal {
  const email = parseEmail(input.email);
  if (email === undefined) return refuse('invalid', 'This is not an email address.', { field: 'email' });

  const username = input.username ? parseUsername(input.username) : usernameFromEmail(email);
  if (username === undefined) {
    const message = 'A username has 1 to 32 letters and digits, with single hyphens between them.';
    return refuse('invalid', message, { field: 'username' });
  }

  const name = input.name?.trim() || username;
  if (name.length > maxNameLength) return refuse('invalid', `A name has at most ${maxNameLength} characters.`, { field: 'name' });

  return {
    id: made.id,
    email,
    username,
    name,
    role: made.role,
    status: 'active',
    passwordHash: made.passwordHash,
    createdAt: made.now,
    updatedAt: made.now,
    lastSeenAt: undefined,
  };
}
