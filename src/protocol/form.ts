import { OAuthError } from './oauth-error.ts';

/** Decoded `application/x-www-form-urlencoded` parameters. */
export type Parameters = ReadonlyMap<string, readonly string[]>;

const decodeComponent = (text: string): string => {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new OAuthError('invalid_request', 'The parameters are not valid application/x-www-form-urlencoded text.');
  }
};

/**
 * Decodes form-encoded text. Parameters sent without a value count as absent (RFC 6749 §3.1); repeated ones are kept,
 * since whether they may repeat depends on the parameter.
 *
 * @throws OAuthError `invalid_request` if the text is not well encoded.
 */
export function decodeForm(text: string): Parameters {
  const parameters = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const value = equals === -1 ? '' : decodeComponent(pair.slice(equals + 1));
    if (value === '') continue;
    const name = decodeComponent(equals === -1 ? pair : pair.slice(0, equals));
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}

/** The first name that appears more than once and is not allowed to (RFC 6749 §3.1, §3.2). */
export function findRepeated(parameters: Parameters, repeatable: readonly string[] = []): string | undefined {
  for (const [name, values] of parameters) if (values.length > 1 && !repeatable.includes(name)) return name;
  return undefined;
}

/** The one value of a parameter that may not repeat; undefined if it was not sent. */
export const getParameter = (parameters: Parameters, name: string): string | undefined => parameters.get(name)?.[0];

/**
 * The value of a parameter that must be there.
 *
 * @throws OAuthError `invalid_request` if it was not sent.
 */
export function requireParameter(parameters: Parameters, name: string): string {
  const value = getParameter(parameters, name);
  if (value === undefined) throw new OAuthError('invalid_request', `The parameter ${name} is missing.`);
  return value;
}
