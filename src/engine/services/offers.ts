import type { Service } from '../model/service.ts';

type Offering = Pick<Service, 'offerRules'>;

const offers = (offered: readonly string[] | undefined, name: string): boolean => offered === undefined || offered.includes(name);

/** Whether a service takes a grant type, by its wire value. */
export const offersGrantType = ({ offerRules }: Offering, name: string): boolean => offers(offerRules.grantTypes, name);

/** Whether a service takes a response type, by its wire value. */
export const offersResponseType = ({ offerRules }: Offering, name: string): boolean => offers(offerRules.responseTypes, name);

/** Whether clients of a service may authenticate by a method, by its wire value. */
export const offersClientAuthMethod = ({ offerRules }: Offering, name: string): boolean => offers(offerRules.clientAuthMethods, name);
