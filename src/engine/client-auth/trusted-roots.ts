import type { Service } from '../model/service.ts';

/** The authorities that vouch for certificates of a service's clients, in PEM; undefined: those that the operator trusts (RFC 8705 §2.1). */
export const trustedRootsOf = ({ offerRules }: Pick<Service, 'offerRules'>): readonly string[] | undefined =>
  offerRules.trustedRootsOnly ? offerRules.trustedRoots : undefined;
