const maxLength = 2048;
/** An https URL without user name and fragment, or plain HTTP on this machine, in the letters of RFC 3986 §2. */
const callable =
  /^(?:https:\/\/[\w.~%-]+|https:\/\/\[[\da-f:.]+\]|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(?:[/?][\x21\x24-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]*)?$/i;

/** Whether a client may register a URL for us to call. Where it leads is judged when it is called. */
export const isCallableUrl = (url: string): boolean => url.length <= maxLength && callable.test(url);
