import type { Engine } from '../ports.ts';
import { kidOf } from './kid-of.ts';
import { withoutNamesakes } from './without-namesakes.ts';

/** A JWK Set (RFC 7517 §5). */
export interface JwkSet {
  readonly keys: readonly Readonly<Record<string, string>>[];
}

/** The keys of a service with their private halves, for its owner: newest first. */
export async function listWholeKeys({ facts, clock }: Pick<Engine, 'facts' | 'clock'>, serviceId: number): Promise<JwkSet> {
  const keys = withoutNamesakes(await facts.listSigningKeys(serviceId, clock()));
  return {
    keys: keys.map((key) => ({ ...JSON.parse(key.privateJwk.reveal()), kid: kidOf(key), use: 'sig', alg: key.algorithm })),
  };
}

/** The public keys of a service, newest first, as its `jwks_uri` answers them (RFC 7517 §4, §5). */
export async function listPublishedKeys({ facts, clock }: Pick<Engine, 'facts' | 'clock'>, serviceId: number): Promise<JwkSet> {
  const keys = withoutNamesakes(await facts.listSigningKeys(serviceId, clock()));
  return { keys: keys.map((key) => ({ ...key.publicJwk, kid: kidOf(key), use: 'sig', alg: key.algorithm })) };
}
