/** Servers' texts are quoted in errors up to here. */
const maxQuoted = 500;

/** A text of somebody else's that may stand in an error: shortened, and without the secrets that were sent to them. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '[secret]');
  return clean.length > maxQuoted ? `${clean.slice(0, maxQuoted)}…` : clean;
}

/**
 * What `fetch` failed with, as a cause that may be logged. A `fetch` of the caller's own may hang the whole request, headers
 * included, on its errors, so of an error no more than its text and code is kept.
 */
export function describeFailure(failure: unknown, secrets: readonly string[]): Error {
  const texts: string[] = [];
  for (let error = failure; error instanceof Error && texts.length < 4; error = error.cause) {
    const { code } = error as { readonly code?: unknown }; // system errors have one
    texts.push(error.message || (typeof code === 'string' ? code : error.name));
  }
  return new Error(withoutSecrets(texts.join(': ') || 'unknown failure', secrets));
}
