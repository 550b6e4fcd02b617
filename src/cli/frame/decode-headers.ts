import { CommandFailure } from '../command-failure.ts';

/**
 * The headers that `--header "Name: value"` gave.
 *
 * @throws CommandFailure if one has no colon, or would be no header
 */
export function decodeHeaders(typed: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    typed.map((text) => {
      const colon = text.indexOf(':');
      const [name, value] = [text.slice(0, Math.max(colon, 0)).trim(), text.slice(colon + 1).trim()];
      // RFC 9110 §5.1 and §5.5: a name is a token; a value has no line ends, which would begin another header.
      if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return [name.toLowerCase(), value];
      throw new CommandFailure('--header: accepted: "Name: value"'); // without what was typed, which may be a secret
    }),
  );
}
