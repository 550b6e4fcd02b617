/** A loopback redirect URI, cut where the port may be (RFC 8252 §7.3). `localhost` counts, since clients register it (§8.3 only advises against it). */
const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::[0-9]{1,5})?((?:[/?].*)?)$/;
/** Scheme, authority and rest of a hierarchical URI (RFC 3986 §3). */
const httpUri = /^https?:\/\/([^/?#]+)(?:[/?].*)?$/i;
const authority = /^(?:[a-z0-9._~%-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i;
/** A scheme an app owns because it owns the domain (RFC 8252 §7.1): `com.example.app:/callback`. */
const privateUseUri = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:.+$/i;
/** Printable ASCII without space, quotes and angle brackets: what RFC 3986 §2 leaves, and nothing that breaks a header or a page. */
const uriText = /^[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/;

/** Longest redirect URI that may be registered, in letters. */
export const maxRedirectUriLength = 2048;

/**
 * Whether the redirect URI of a request is the registered one: letter by letter (RFC 9700 §4.1.3), except that
 * a loopback one may name any port, because native apps listen on whichever is free.
 *
 * @see RFC 8252 §7.3
 */
export function matchesRedirectUri(registered: string, requested: string): boolean {
  if (registered === requested) return true;
  const [, origin, rest] = loopback.exec(registered) ?? [];
  if (origin === undefined) return false;
  const [, requestedOrigin, requestedRest] = loopback.exec(requested) ?? [];
  return origin === requestedOrigin && rest === requestedRest;
}

/** What is wrong with a redirect URI somebody wants to register, in words for that person; undefined if it is good. */
export function findRedirectUriFault(uri: string, clientType: 'public' | 'confidential'): string | undefined {
  if (uri.length > maxRedirectUriLength) return `must not be longer than ${maxRedirectUriLength} characters`;
  if (uri.includes('#')) return 'must not have a fragment'; // RFC 6749 §3.1.2
  if (!uriText.test(uri)) return 'must be an absolute URL without spaces';
  if (/^https?:/i.test(uri)) {
    const [, host = ''] = httpUri.exec(uri) ?? [];
    return authority.test(host) ? undefined : 'must be an absolute URL with a host and no user name';
  }
  if (clientType === 'public' && privateUseUri.test(uri)) return undefined;
  return clientType === 'public'
    ? 'must be an http or https URL, or of a scheme that is a reversed domain name'
    : 'must be an absolute http or https URL';
}

/** Where a redirect goes, to show to a person: the host with its port, or the app's scheme. */
export function redirectTarget(uri: string): string {
  const [, host] = httpUri.exec(uri) ?? [];
  return host ?? uri.slice(0, uri.indexOf(':') + 1);
}

/** The machine's own address by number (RFC 8252 §7.3): `localhost` may be somebody else's (§8.3). */
const loopbackAddress = /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?:[:/?]|$)/i;

/** Whether an answer sent to a redirect URI would cross a network in the clear. */
export const isUnencryptedRedirect = (uri: string): boolean => /^http:/i.test(uri) && !loopbackAddress.test(uri);

/** A host that means the computer it is said on. */
const ownHost = /^(?:localhost|.*\.localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])\.?(?::[0-9]{1,5})?$/i;

/** Whether one party alone can receive what is sent to a redirect URI: who has the certificate of its host (RFC 8252 §7.2). */
export function isClaimedRedirectUri(uri: string): boolean {
  const [, host] = /^https:/i.test(uri) ? (httpUri.exec(uri) ?? []) : [];
  return host !== undefined && !ownHost.test(host);
}
