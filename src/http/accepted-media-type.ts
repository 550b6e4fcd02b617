/** How far an `Accept` header takes a media type. */
export interface Acceptance {
  /** It names the type itself. */
  readonly isNamed: boolean;
  /** It takes the type, if only by a wildcard, or because there is no header. */
  readonly isTaken: boolean;
}

/** A media range with `q=0` says what is not taken (RFC 9110 §12.4.2). */
const isExcluded = (parameters: readonly string[]): boolean => parameters.some((parameter) => /^\s*q=0(?:\.0*)?\s*$/i.test(parameter));

/**
 * Reads an `Accept` header for one media type.
 *
 * @see RFC 9110 §12.5.1
 */
export function readAcceptance(accept: string | undefined, mediaType: string): Acceptance {
  if (accept === undefined) return { isNamed: false, isTaken: true };
  const wildcards = [`${mediaType.slice(0, mediaType.indexOf('/'))}/*`, '*/*'];
  const taken = accept
    .toLowerCase()
    .split(',')
    .map((range) => range.split(';'))
    .filter(([, ...parameters]) => !isExcluded(parameters))
    .map(([range = '']) => range.trim());
  const isNamed = taken.includes(mediaType);
  return { isNamed, isTaken: isNamed || wildcards.some((wildcard) => taken.includes(wildcard)) };
}
