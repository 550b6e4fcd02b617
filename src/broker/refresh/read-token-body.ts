/**
 * Reads the body of a token answer into its members: a JSON object (RFC 6749 §5.1), or form-encoded text, which GitHub and older
 * servers send. undefined if it is neither: HTML, half a JSON, nothing.
 */
export function readTokenBody(body: string): Readonly<Record<string, unknown>> | undefined {
  const text = body.trim();
  if (text.startsWith('{')) {
    try {
      const parsed: unknown = JSON.parse(text);
      return parsed as Readonly<Record<string, unknown>>; // it starts with a brace, so it is an object
    } catch {
      return undefined;
    }
  }
  if (!/^[A-Za-z_]+=[^<\s]*$/.test(text)) return undefined;
  return Object.fromEntries(new URLSearchParams(text));
}
