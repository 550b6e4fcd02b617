const shape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i;

/** The most letters a username has. */
export const maxUsernameLength = 32;

/** Reads a username: letters and digits, single hyphens between them, 1–32. undefined if it is none. */
export const parseUsername = (text: string): string | undefined =>
  text.length <= maxUsernameLength && shape.test(text) ? text : undefined;

/** Makes a username of an email address. */
export function usernameFromEmail(email: string): string {
  const words = email.slice(0, email.indexOf('@')).match(/[a-z0-9]+/gi) ?? [];
  return parseUsername(words.join('-').slice(0, maxUsernameLength).replace(/-$/, '')) ?? 'user';
}
