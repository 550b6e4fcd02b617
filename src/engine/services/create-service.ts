import { seconds } from '../../protocol/units.ts';
import type { Refusal } from '../decision.ts';
import { plainAnswerRules } from '../model/answer-rules.ts';
import { plainAttestationRules } from '../model/attestation-rules.ts';
import { looseServiceRules } from '../model/binding-rules.ts';
import { plainDeviceRules } from '../model/device-rules.ts';
import { plainOfferRules } from '../model/offer-rules.ts';
import { plainRegistrationRules } from '../model/registration-rules.ts';
import { plainServiceRules } from '../model/request-rules.ts';
import type { Service } from '../model/service.ts';
import { plainDescription } from '../model/service-description.ts';
import { plainTokenRules } from '../model/token-rules.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';

/** What a service is unless somebody says otherwise. */
export const defaultServiceSettings: Omit<Service, 'id' | 'name' | 'issuer' | 'scopes'> = {
  accessTokenFormat: 'opaque',
  codeLifetime: seconds(600),
  accessTokenLifetime: seconds(3600),
  refreshTokenLifetime: seconds(30 * 86_400),
  refreshLeeway: seconds(30),
  resources: undefined,
  requestRules: plainServiceRules,
  bindingRules: looseServiceRules,
  profiles: [],
  attestationRules: plainAttestationRules,
  deviceRules: plainDeviceRules,
  tokenRules: plainTokenRules,
  offerRules: plainOfferRules,
  answerRules: plainAnswerRules,
  registrationRules: plainRegistrationRules,
  description: plainDescription,
  createdAt: undefined,
  updatedAt: undefined,
};

/** A service somebody wants to make. */
export type ServiceInput = Pick<Service, 'name' | 'issuer' | 'scopes'> & Partial<Omit<Service, 'id'>>;

/** Makes a service under a fresh number. It has no signing key yet: see `rotateSigningKey`. */
export async function createService({ commit, mint }: Pick<Engine, 'commit' | 'mint'>, input: ServiceInput): Promise<Service | Refusal> {
  const decision = await settle({ commit }, () => {
    const service: Service = { ...defaultServiceSettings, ...input, id: mint.number() };
    return { action: 'create' as const, service, changes: [{ change: 'insert_service' as const, service }] };
  });
  return decision.action === 'refuse' ? decision : decision.service;
}
