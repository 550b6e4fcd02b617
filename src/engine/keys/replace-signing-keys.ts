import { after, type EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Service } from '../model/service.ts';
import type { SigningKey } from '../model/signing-key.ts';
import { kidOf } from './kid-of.ts';
import { type GeneratedKey, retirementMargin } from './rotate-signing-key.ts';

/** The keys a service shall have. */
export interface WantedKeys {
  /** Those it has that stay, by `kid`. */
  readonly kept: readonly string[];
  /** Those its owner gave it. */
  readonly given: readonly GeneratedKey[];
}

/** The keys a service shall sign with from now on. */
export interface KeyReplacement extends WantedKeys {
  readonly now: EpochSeconds;
  readonly service: Pick<Service, 'id' | 'accessTokenLifetime'>;
  /** The keys it has. */
  readonly keys: readonly SigningKey[];
}

/** A service signs with other keys, now. */
export interface ReplaceSigningKeys {
  readonly action: 'replace';
  /** Those it signs with. */
  readonly signing: readonly NamedKey[];
  readonly changes: readonly EngineChange[];
}

/** A key as far as it can be named. */
export type NamedKey = Pick<SigningKey, 'id' | 'publicJwk' | 'algorithm'>;

/** Those of a service's keys that nothing took the place of. */
export const listLastingKeys = (keys: readonly SigningKey[]): readonly SigningKey[] =>
  keys.filter(({ retiresAt }) => retiresAt === undefined);

const isSame = (key: SigningKey, { publicJwk }: GeneratedKey): boolean =>
  kidOf(key) === publicJwk.kid && Object.entries(publicJwk).every(([name, value]) => key.publicJwk[name] === value);

/**
 * Decides which keys a service signs with: those its owner gave sign at once, and those that were left out stay published until the last
 * token they can have signed is expired. Of two that are called the same only the new one is published.
 */
export function decideKeyReplacement({ now, service, keys, kept, given }: KeyReplacement): ReplaceSigningKeys {
  const afterLastToken = after(after(now, service.accessTokenLifetime), retirementMargin);
  const lasting = listLastingKeys(keys);
  const fresh = given.filter((each) => !lasting.some((key) => isSame(key, each)));
  const isNamesake = (key: SigningKey): boolean => fresh.some(({ publicJwk }) => publicJwk.kid === kidOf(key));
  const stays = (key: SigningKey): boolean => !isNamesake(key) && (kept.includes(kidOf(key)) || given.some((each) => isSame(key, each)));
  const replaced = lasting.filter((key) => !stays(key));
  return {
    action: 'replace',
    signing: [...lasting.filter(stays), ...fresh],
    changes: [
      ...replaced.map(
        (key): EngineChange => ({
          change: 'retire_signing_key',
          keyId: key.id,
          retiresAt: isNamesake(key) ? now : afterLastToken,
        }),
      ),
      ...fresh.map(
        (key): EngineChange => ({
          change: 'insert_signing_key', // after those it replaces: there is one of a name at a time
          key: { ...key, serviceId: service.id, createdAt: now, activeFrom: now, retiresAt: undefined },
        }),
      ),
    ],
  };
}
