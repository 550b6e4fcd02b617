/** Letters and length of a `code_verifier` (RFC 7636 §4.1) and, since it is base64url of a digest or longer, of a `code_challenge` (§4.2). */
const unreserved43to128 = /^[A-Za-z0-9\-._~]{43,128}$/;

/** The one challenge method we support; `plain` protects nothing (RFC 9700 §2.1.1). */
export const codeChallengeMethods = ['S256'] as const;

/** Whether the text may be a `code_verifier` or `code_challenge`. */
export const isPkceValue = (text: string): boolean => unreserved43to128.test(text);
