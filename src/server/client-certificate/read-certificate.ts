import { createHash, type X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { ClientCertificate } from '../../engine/model/client-certificate.ts';
import { readPublicJwk } from '../../protocol/jose/jwk.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { readAlternativeNames } from './alternative-names.ts';

/** `clientAuth` (RFC 5280 §4.2.1.12). */
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

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
  readonly isTrusted: ClientCertificate['isTrusted'];
}

/** Reads what the engine judges of a certificate. */
export function readCertificate(certificate: X509Certificate, { now, isTrusted }: CertificateChecks): ClientCertificate {
  const names = readAlternativeNames(certificate.subjectAltName ?? '');
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
