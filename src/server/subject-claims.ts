import type { FindSubjectClaims, SubjectClaims } from '../engine/ports.ts';
import type { User } from '../identity/model/user.ts';
import type { Identity } from '../identity/ports.ts';

/** What our users' records say, by the names of claims. An email address is what an administrator wrote down: nobody proved it. */
const claimsOf = {
  name: ({ name, username }) => name || username,
  preferred_username: ({ username }) => username,
  email: ({ email }) => email,
  email_verified: () => false,
  updated_at: ({ updatedAt }) => updatedAt,
} as const satisfies Readonly<Record<string, (user: User) => unknown>>;

/** The claims our users have (OpenID Connect Core §5.1). */
export const subjectClaimNames: readonly string[] = Object.keys(claimsOf);

/** Makes the function that finds what is known of a person. Subjects of every service are our users. */
export const createFindSubjectClaims =
  ({ findUser }: Pick<Identity['facts'], 'findUser'>): FindSubjectClaims =>
  async (_serviceId, subject): Promise<SubjectClaims | undefined> => {
    const user = await findUser(subject);
    if (user?.status !== 'active') return undefined;
    return Object.fromEntries(Object.entries(claimsOf).map(([name, read]) => [name, read(user)]));
  };
