/** token68 of RFC 9110 §11.2, and whatever else of visible ASCII a server makes its tokens of. */
const visibleAscii = /^[\x21-\x7e]+$/;

/**
 * Whether a credential can stand in a header. One that cannot would be quoted by `fetch` in the error it throws, so it must never
 * get there.
 */
export const fitsHeader = (credential: string): boolean => visibleAscii.test(credential);
