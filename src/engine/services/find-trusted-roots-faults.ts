import type { Service } from '../model/service.ts';
import type { IsAuthorityCertificate } from '../ports.ts';
import type { ServiceFieldFault } from './service-decision.ts';

/** Letters of all certificates together: some thirty of them. */
const maxTextLength = 65_536;

const fault = (key: keyof Service['offerRules'], detail: string): ServiceFieldFault => {
  const field = `offerRules.${key}`;
  return { field, detail: `${field} ${detail}` };
};

/**
 * What is wrong with the authorities that a service has for its clients' certificates. A service that trusts only its own must have one,
 * or no client could ever prove itself by its certificate.
 *
 * @see RFC 8705 §2.1, RFC 5280 §4.2.1.9
 */
export function findTrustedRootsFaults(
  { offerRules: { trustedRoots, trustedRootsOnly } }: Pick<Service, 'offerRules'>,
  isAuthorityCertificate: IsAuthorityCertificate,
): readonly ServiceFieldFault[] {
  if (trustedRootsOnly && trustedRoots.length === 0) return [fault('trustedRootsOnly', 'needs certificates of authorities beside it')];
  if (trustedRoots.reduce((length, root) => length + root.length, 0) > maxTextLength) return [fault('trustedRoots', 'is too long')];
  const wrong = trustedRoots.findIndex((root) => !isAuthorityCertificate(root));
  return wrong === -1 ? [] : [fault('trustedRoots', `has, at ${wrong + 1}, what is not the certificate of one authority in PEM`)];
}
