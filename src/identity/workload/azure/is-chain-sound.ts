import type { X509Certificate } from 'node:crypto';
import { Certificate, CertificateChainValidationEngine } from 'pkijs';
import type { EpochSeconds } from '../../../protocol/units.ts';

const fromX509 = (certificate: X509Certificate): Certificate => Certificate.fromBER(Uint8Array.from(certificate.raw).buffer);

/**
 * Whether a way from a certificate to an anchor keeps the rules for certification paths: authorities only, name constraints, policies.
 * It is given one way and nothing else, since a search among certificates that strangers bring could go round in circles.
 *
 * @see RFC 5280 §6.1
 */
export async function isChainSound(chain: readonly X509Certificate[], now: EpochSeconds): Promise<boolean> {
  if (chain.length === 1) return true; // the operator trusts this very certificate
  try {
    const [anchor, ...rest] = chain.map(fromX509).reverse();
    if (anchor === undefined) return false;
    const engine = new CertificateChainValidationEngine({ trustedCerts: [anchor], certs: rest, checkDate: new Date(now * 1000) });
    return (await engine.verify()).result;
  } catch {
    return false; // OpenSSL read a certificate that the library cannot
  }
}
