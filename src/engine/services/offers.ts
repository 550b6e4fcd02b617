import type { Service } from '../model/service.ts';

type Offering = Pick<Service, 'offerRules'>;

const offers = (offered: readonly string[] | undefined, name: string): boolean => offered === undefined || offered.includes(name);

/** Whether a service takes a grant type, by its wire value. */
export const offersGrantType = ({ offerRules }: Offering, name: string): boolean => offers(offerRules.grantTypes, name);

/** Whether a service takes a response type, by its wire value. */
export const offersResponseType = ({ offerRules }: Offering, name: string): boolean => offers(offerRules.responseTypes, name);

/** An endpoint that may have ways to authenticate of its own. Those of the token endpoint are for all the others. */
export type AuthEndpoint = 'token' | 'revocation' | 'introspection';

/** The client authentication methods of an endpoint, by their wire values; undefined: every one we know (RFC 8414 §2). */
export function authMethodsAt({ offerRules }: Offering, endpoint: AuthEndpoint): readonly string[] | undefined {
  if (endpoint === 'revocation') return offerRules.revocationAuthMethods ?? offerRules.clientAuthMethods;
  if (endpoint === 'introspection') return offerRules.introspectionAuthMethods ?? offerRules.clientAuthMethods;
  return offerRules.clientAuthMethods;
}

/** Whether clients of a service may authenticate by a method at an endpoint, by its wire value. */
export const offersClientAuthMethod = (service: Offering, endpoint: AuthEndpoint, name: string): boolean =>
  offers(authMethodsAt(service, endpoint), name);

/** Whether a service takes a value of `prompt`. */
export const offersPrompt = ({ offerRules }: Offering, name: string): boolean => offers(offerRules.promptValues, name);
