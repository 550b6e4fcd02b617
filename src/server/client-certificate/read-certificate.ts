import { createHash, type X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { ClientCertificate } from '../../engine/model/client-certificate.ts';
import { readPublicJwk } from '../../protocol/jose/jwk.ts';
import type { EpochSeconds } from '../../protocol/units.ts';

/** One name as OpenSSL and Node print it: a value with anything unusual in it is quoted as JSON, so that none can pose as two. */
const alternativeName = /(DNS|URI|IP Address|email):("(?:[^"\\]|\\.)*"|[^,"]*)(?:, |$)|[^,"]+(?:"(?:[^"\\]|\\.)*")?(?:, |$)/y;

/** `clientAuth` (RFC 5280 §4.2.1.12). */
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

function* namesIn(text: string): Generator<readonly [kind: string, value: string]> {
  for (const [, kind, value] of text.matchAll(new RegExp(alternativeName, 'gy')))
    if (kind !== undefined && value !== undefined) yield [kind, value.startsWith('"') ? String(JSON.parse(value)) : value];
}

/** One spelling for each IPv6 address (RFC 5952), as URLs have it. */
const spellAddress = (address: string): string => (isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address);

function publicKeyOf(certificate: X509Certificate): ClientCertificate['publicKey'] {
  try {
    return readPublicJwk(certificate.publicKey.export({ format: 'jwk' }));
  } catch {
    return undefined; // a type of key that JOSE has no name for
  }
}

/** Whether a certificate is valid at a time, and not made for something else than clients (RFC 5280 §4.1.2.5, §4.2.1.12). */
const isTimelyAt = ({ validFromDate, validToDate, keyUsage }: X509Certificate, now: EpochSeconds): boolean =>
  validFromDate.getTime() <= now * 1000 &&
  now * 1000 <= validToDate.getTime() &&
  ((keyUsage as readonly string[] | undefined)?.includes(clientAuthentication) ?? true); // undefined where there is no such extension

/** What is checked about a certificate beyond itself. */
export interface CertificateChecks {
  readonly now: EpochSeconds;
  readonly isTrusted: () => Promise<boolean>;
}

/** Reads what the engine judges of a certificate. */
export function readCertificate(certificate: X509Certificate, { now, isTrusted }: CertificateChecks): ClientCertificate {
  const names = [...namesIn(certificate.subjectAltName ?? '')];
  const valuesOf = (kind: string): readonly string[] => names.filter(([each]) => each === kind).map(([, value]) => value);
  return {
    thumbprint: createHash('sha256').update(certificate.raw).digest('base64url'),
    // Node prints one attribute a line, the most general first; RFC 4514 §2.1 begins with the most specific.
    subject: certificate.subject.split('\n').reverse().join(','),
    dnsNames: valuesOf('DNS'),
    uris: valuesOf('URI'),
    ipAddresses: valuesOf('IP Address').map(spellAddress),
    emails: valuesOf('email'),
    publicKey: publicKeyOf(certificate),
    isTimely: isTimelyAt(certificate, now),
    isTrusted,
  };
}
