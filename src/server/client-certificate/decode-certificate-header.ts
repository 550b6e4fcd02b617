import { X509Certificate } from 'node:crypto';

const byteSequence = /^:([A-Za-z0-9+/]+={0,2}):$/;
const pemBlock = /^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/;

/** A certificate as RFC 9440 §2.1 has it, as URL-encoded PEM (nginx, Envoy), or as bare base64 (Azure, Traefik). */
function bytesOf(value: string): Buffer | string | undefined {
  const [, encoded] = byteSequence.exec(value) ?? [];
  if (encoded !== undefined) return Buffer.from(encoded, 'base64');
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return Buffer.from(value, 'base64');
  const pem = decodeURIComponent(value);
  return pemBlock.test(pem) ? pem : undefined;
}

/** Decodes the certificate a proxy put into a header; undefined if there is no certificate in it, or more than one. */
export function decodeCertificateHeader(value: string): X509Certificate | undefined {
  try {
    const bytes = bytesOf(value.trim());
    return bytes === undefined ? undefined : new X509Certificate(bytes);
  } catch {
    return undefined; // neither base64, nor URL-encoded, nor a certificate
  }
}
