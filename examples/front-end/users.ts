/** A person who may sign in here, and what applications may know of them. */
export interface User {
  readonly subject: string;
  readonly password: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The people. Yours are in a database, with hashed passwords. */
const users: readonly User[] = [
  { subject: 'ann', password: 'wonderland', claims: { name: 'Ann Example', email: 'ann@example.com', email_verified: true } },
  { subject: 'bob', password: 'builder', claims: { name: 'Bob Example', email: 'bob@example.com', email_verified: true } },
];

/** The person with this subject. */
export const findUser = (subject: string | undefined): User | undefined => users.find((user) => user.subject === subject);

/** The person who signs in with these. */
export const checkPassword = (subject: string, password: string): User | undefined => {
  const user = findUser(subject);
  return user?.password === password ? user : undefined;
};

/** APIs that may ask what a token is worth. */
const resourceServers: Readonly<Record<string, string>> = { api: 'the secret of the api' };

/** Whether an API has shown its own secret. */
export const isResourceServer = (id: string, secret: string): boolean =>
  Object.hasOwn(resourceServers, id) && resourceServers[id] === secret;
