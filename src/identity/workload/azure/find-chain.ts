import type { X509Certificate } from 'node:crypto';
import type { EpochSeconds } from '../../../protocol/units.ts';
import { isValidAt } from '../certificate.ts';

/** Longer than any chain in use. */
const maxLength = 6;

const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const isSame = (one: X509Certificate, other: X509Certificate): boolean => one.fingerprint256 === other.fingerprint256;

/**
 * Finds a way from a certificate to an anchor: the certificate first, the anchor last. Each certificate is looked at once, so that two
 * that certify one another lead nowhere.
 *
 * @see RFC 5280 §6.1, whose other checks are made on the way that was found.
 */
export function findChain(
  leaf: X509Certificate,
  intermediates: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  now: EpochSeconds,
): readonly X509Certificate[] | undefined {
  const seen = new Set<string>();
  const walk = (way: readonly X509Certificate[], certificate: X509Certificate): readonly X509Certificate[] | undefined => {
    if (seen.has(certificate.fingerprint256) || way.length >= maxLength || !isValidAt(certificate, now)) return undefined;
    seen.add(certificate.fingerprint256);
    const path = [...way, certificate];
    if (anchors.some((anchor) => isSame(anchor, certificate))) return path;
    const anchor = anchors.find((each) => issued(each, certificate) && isValidAt(each, now));
    if (anchor !== undefined) return [...path, anchor];
    for (const issuer of intermediates) {
      const found = issuer.ca && issued(issuer, certificate) ? walk(path, issuer) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk([], leaf);
}
