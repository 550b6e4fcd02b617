import { signingAlgorithms } from '../engine/keys/signing-algorithms.ts';
import { isOpenIdProvider } from '../engine/oidc/openid-scopes.ts';
import type { OpenRooms } from './rooms.ts';

/**
 * Makes the keys that services will need for ID tokens before somebody waits for one: a key of each algorithm for every service that knows
 * `openid`. A service that has them costs one read.
 */
export async function makeSigningKeys({ engine: { facts, clock }, makeSigningKey }: OpenRooms): Promise<void> {
  for (const { id, scopes } of await facts.listServices()) {
    if (!isOpenIdProvider({ scopes })) continue;
    const keys = await facts.listSigningKeys(id, clock());
    const missing = signingAlgorithms.filter((algorithm) => !keys.some((key) => key.algorithm === algorithm));
    for (const algorithm of missing) await makeSigningKey(id, algorithm);
  }
}
