import type { IsAuthorityCertificate } from '../../engine/ports.ts';
import { readPem } from './read-pem.ts';

/**
 * Whether a text is the certificate of an authority, and of one only. One that does not say that it is an authority is none: whoever holds
 * a certificate for its own use could vouch for others with it.
 *
 * @see RFC 5280 §4.2.1.9
 */
export const isAuthorityCertificate: IsAuthorityCertificate = (pem) => {
  const [certificate, second] = readPem(pem);
  return certificate?.ca === true && second === undefined;
};
