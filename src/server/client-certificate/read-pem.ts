import { X509Certificate } from 'node:crypto';

const pemBlock = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+?-----END CERTIFICATE-----/g;

/** The certificates in a text, in their order; none if one of them cannot be read (RFC 7468 §5). */
export function readPem(text: string): readonly X509Certificate[] {
  try {
    return (text.match(pemBlock) ?? []).map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}
