const plainHttp = /^http:/i;
/** This machine, where nothing crosses a network (RFC 8252 §7.3). `localhost` counts, since clients register it. */
const loopback = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?]|$)/i;

/**
 * What is wrong with a redirect URI of a client that nobody looked at, beyond what is wrong for all: a code must not cross a network in
 * the clear.
 *
 * @see RFC 9700 §2.6, OAuth 2.1 §8.4.2
 */
export const findRedirectFault = (uri: string): string | undefined =>
  plainHttp.test(uri) && !loopback.test(uri) ? 'must be https, of a scheme of the app, or http on this machine' : undefined;
