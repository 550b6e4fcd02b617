/** Names that programs put where a provider wants one and takes any: they say nothing about an account. */
const standIns: ReadonlySet<string> = new Set(['git', 'oauth2', 'x-access-token', 'x-token-auth', 'x-oauth-basic', 'token', 'pat']);

/** What is longer is a token in the user name's place: names of accounts end at 39 letters, unless they are email addresses. */
const longestName = 39;
const longestAddress = 254; // RFC 5321 §4.5.3.1

/**
 * The name of an account in a URL's user name; undefined if it names none.
 *
 * A token must never be taken for a name: names go to the server in a query, and queries are logged.
 */
export function accountIn(username: string | undefined): string | undefined {
  if (username === undefined || username === '' || standIns.has(username.toLowerCase())) return undefined;
  return username.length > (username.includes('@') ? longestAddress : longestName) ? undefined : username;
}
