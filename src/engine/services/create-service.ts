import { seconds } from '../../protocol/units.ts';
import type { Refusal } from '../decision.ts';
import { decideKeyReplacement, type WantedKeys } from '../keys/replace-signing-keys.ts';
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
import { findServiceFaults, takenIssuer } from './find-service-faults.ts';
import { findSignatureKeyFaults } from './find-signature-key-faults.ts';
import { type RejectService, rejectService, type SaveService } from './service-decision.ts';

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

const noKeys: WantedKeys = { kept: [], given: [] };

/** A service somebody wants to make. */
export type ServiceInput = Pick<Service, 'name' | 'issuer' | 'scopes'> & Partial<Omit<Service, 'id'>>;

/**
 * Makes a service under a fresh number. It has no signing keys but those it is given: see `ensureSigningKey`.
 *
 * @param input its settings, or what makes them of the number.
 * @param keys those its owner gives it.
 */
export async function createService(
  { facts, commit, mint, clock, isAuthorityCertificate }: Pick<Engine, 'facts' | 'commit' | 'mint' | 'clock' | 'isAuthorityCertificate'>,
  input: ServiceInput | ((id: number) => ServiceInput),
  keys: WantedKeys = noKeys,
): Promise<Service | RejectService | Refusal> {
  const decision = await settle({ commit }, async (): Promise<SaveService | RejectService> => {
    const id = mint.number();
    const now = clock();
    const settings = typeof input === 'function' ? input(id) : input;
    const service: Service = { ...defaultServiceSettings, ...settings, id, createdAt: now, updatedAt: now };
    const replacement = decideKeyReplacement({ now, service, keys: [], ...keys });
    const faults = [
      ...findServiceFaults(service, { isAuthorityCertificate }),
      ...findSignatureKeyFaults(service, undefined, replacement.signing),
    ];
    if (faults.length > 0) return rejectService(faults);
    if ((await facts.listServices()).some(({ issuer }) => issuer === service.issuer)) return rejectService([takenIssuer]);
    return { action: 'save', service, changes: [{ change: 'insert_service', service }, ...replacement.changes] };
  });
  return decision.action === 'save' ? decision.service : decision;
}
