import type { Service } from '../model/service.ts';
import type { SigningAlgorithm } from '../model/signing-key.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { decideSigningKeyRotation, type GeneratedKey } from './rotate-signing-key.ts';

/** An algorithm that a service shall be able to sign with. */
export interface NeededKey {
  readonly service: Pick<Service, 'id' | 'accessTokenLifetime'>;
  readonly algorithm: SigningAlgorithm;
  /** Makes a key pair. It is asked only if there is none yet, since RSA takes a good part of a second. */
  readonly generate: (algorithm: SigningAlgorithm) => Promise<GeneratedKey>;
}

/**
 * Makes the first key of an algorithm, if the service has none. Of nodes that do it at once one wins, and the others find its key.
 *
 * @returns whether the service can sign with the algorithm now.
 */
export async function ensureSigningKey(
  { facts, commit, clock }: Pick<Engine, 'facts' | 'commit' | 'clock'>,
  { service, algorithm, generate }: NeededKey,
): Promise<boolean> {
  const decision = await settle({ commit }, async () => {
    const now = clock();
    const keys = await facts.listSigningKeys(service.id, now);
    if (keys.some((key) => key.algorithm === algorithm)) return { action: 'keep' as const, changes: [] };
    return decideSigningKeyRotation({ now, service, keys, generated: await generate(algorithm) });
  });
  return decision.action !== 'refuse';
}
