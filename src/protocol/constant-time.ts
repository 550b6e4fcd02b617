/**
 * Compares two strings in time that depends on their length only, so that a secret cannot be guessed letter by letter.
 * The length itself is not hidden: what is compared here are hashes and challenges of one known length.
 */
export function equalInConstantTime(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
