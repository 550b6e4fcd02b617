import { isIP } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

const longest = 2048;

/** Reads a URL that can be dialled: a user name in it would be sent as credentials, and other schemes are other protocols. */
export function parseDialableUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '' ? url : undefined;
}

/** The address a URL names literally, in whatever spelling: decimal, hexadecimal, octal; undefined if it names a host. */
export function literalAddress({ hostname }: URL): string | undefined {
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address) === 0 ? undefined : address;
}

/**
 * Judges a URL that somebody gave us to send to: https, without credentials or fragment, and not on a private address. A name is looked
 * up only when it is dialled, since by then it may lead elsewhere.
 *
 * @param allowPrivate the operator lets us reach private addresses, and plain HTTP.
 * @returns what is wrong with it; undefined if nothing is.
 */
export function findUrlFault(text: string, allowPrivate: boolean): string | undefined {
  const url = URL.parse(text);
  if (url === null || text.length > longest) return `An absolute URL of at most ${longest} characters is needed.`;
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'It must be https.';
  if (url.username !== '' || url.password !== '') return 'It must not contain a user name or password.';
  if (url.hash !== '') return 'It must not have a fragment.';
  const address = literalAddress(url);
  if (!allowPrivate && (url.hostname === 'localhost' || (address !== undefined && isPrivateAddress(address)))) {
    return 'It must not be on a private address.';
  }
  return undefined;
}
