import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Refusal } from '../decision.ts';
import type { Service } from '../model/service.ts';
import type { SigningKey } from '../model/signing-key.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { kidOf } from './kid-of.ts';
import { type GeneratedKey, retirementMargin } from './rotate-signing-key.ts';

/** The keys a service shall sign with from now on. */
export interface KeyReplacement {
  readonly now: EpochSeconds;
  readonly service: Pick<Service, 'id' | 'accessTokenLifetime'>;
  /** The keys it has. */
  readonly keys: readonly SigningKey[];
  /** Those of them that stay, by `kid`. */
  readonly kept: readonly string[];
  /** Those its owner gave it. */
  readonly given: readonly GeneratedKey[];
}

/** A service signs with other keys, now. */
export interface ReplaceSigningKeys {
  readonly action: 'replace';
  readonly changes: readonly EngineChange[];
}

const isSame = (key: SigningKey, { publicJwk }: GeneratedKey): boolean =>
  kidOf(key) === publicJwk.kid && Object.entries(publicJwk).every(([name, value]) => key.publicJwk[name] === value);

/**
 * Decides which keys a service signs with: those its owner gave sign at once, and those that were left out stay published until the last
 * token they can have signed is expired. Of two that are called the same only the new one is published.
 */
export function decideKeyReplacement({ now, service, keys, kept, given }: KeyReplacement): ReplaceSigningKeys {
  const afterLastToken = after(after(now, service.accessTokenLifetime), retirementMargin);
  const fresh = given.filter((each) => !keys.some((key) => key.retiresAt === undefined && isSame(key, each)));
  const stays = (key: SigningKey): boolean =>
    (kept.includes(kidOf(key)) || given.some((each) => isSame(key, each))) && !fresh.some(({ algorithm }) => algorithm === key.algorithm);
  const replaced = keys.filter((key) => key.retiresAt === undefined && !stays(key));
  return {
    action: 'replace',
    changes: [
      ...replaced.map((key): EngineChange => {
        const isNamesake = fresh.some(({ publicJwk }) => publicJwk.kid === kidOf(key));
        return { change: 'retire_signing_key', keyId: key.id, retiresAt: isNamesake ? now : afterLastToken };
      }),
      ...fresh.map(
        (key): EngineChange => ({
          change: 'insert_signing_key', // after those it replaces: there is one newest key of an algorithm at a time
          key: { ...key, serviceId: service.id, createdAt: now, activeFrom: now, retiresAt: undefined },
        }),
      ),
    ],
  };
}

/** Gives a service the keys its owner wants. */
export function replaceSigningKeys(
  { facts, commit, clock }: Pick<Engine, 'facts' | 'commit' | 'clock'>,
  { service, kept, given }: Pick<KeyReplacement, 'service' | 'kept' | 'given'>,
): Promise<ReplaceSigningKeys | Refusal> {
  return settle({ commit }, async () => {
    const now = clock();
    return decideKeyReplacement({ now, service, kept, given, keys: await facts.listSigningKeys(service.id, now) });
  });
}
