import type { Connection } from '../model/connection.ts';

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * Which of a user's accounts at one provider a user name in a repository's URL means: the one of that name. A user with one account
 * means that one, whatever the URL says: some providers' URLs have the name of an organization there.
 *
 * @returns the account to ask for, perhaps one that is not linked; undefined leaves it to the user's choice
 */
export function accountInUrl(connections: readonly Pick<Connection, 'account'>[], username: string): string | undefined {
  const named = connections.find(({ account }) => isSame(account, username));
  if (named !== undefined) return named.account;
  return connections.length > 1 ? username : undefined;
}
