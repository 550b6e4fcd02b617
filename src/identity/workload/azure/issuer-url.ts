import type { X509Certificate } from 'node:crypto';

/** Who publishes the certificates that issue Azure's. Anybody can write a URL into a certificate: no other host is asked. */
const publishers: ReadonlySet<string> = new Set(['www.microsoft.com', 'cacerts.digicert.com']);

const ports: ReadonlySet<string> = new Set(['', '80', '443']);

function isPublished(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return ['http:', 'https:'].includes(url.protocol) && publishers.has(url.hostname) && ports.has(url.port);
}

/**
 * Where a certificate says that its issuer's is, as far as we ask there.
 *
 * @see RFC 5280 §4.2.2.1
 */
export function issuerUrl({ infoAccess = '' }: Pick<X509Certificate, 'infoAccess'>): string | undefined {
  return [...infoAccess.matchAll(/^CA Issuers - URI:(.*)$/gm)].map(([, url = '']) => url).find(isPublished);
}
