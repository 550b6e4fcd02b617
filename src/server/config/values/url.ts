import type { ValueKind } from '../setting.ts';

/** The hosts plain http is allowed for, as in RFC 8252 §7.3. */
const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/**
 * An issuer: https (http on loopback only) without query, fragment or user part, and without a trailing slash once read.
 *
 * @see RFC 8414 §2
 */
export const accessUrl: ValueKind<string> = {
  accepted: 'an https URL (http for localhost) without query and fragment, such as https://auth.example.com',
  parse: (text) => {
    const url = URL.parse(text);
    if (url === null || /[?#]/.test(text) || url.username !== '' || url.password !== '') return undefined;
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return undefined;
    return url.href.replace(/\/+$/, '');
  },
  format: (value) => value,
};
