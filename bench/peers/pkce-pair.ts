import { hash } from 'node:crypto';

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'; // the example of RFC 7636 appendix B

/** One PKCE pair for all codes of a run: what is measured is checking it. */
export const pkcePair: { readonly verifier: string; readonly challenge: string } = {
  verifier,
  challenge: hash('sha256', verifier, 'base64url'),
};
