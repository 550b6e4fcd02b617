import { ensureSigningKey } from '../engine/keys/ensure-signing-key.ts';
import type { SigningAlgorithm } from '../engine/model/signing-key.ts';
import type { Engine } from '../engine/ports.ts';
import { generateSigningKey } from './generate-signing-key.ts';

/** Makes a service's first key of an algorithm, if it has none; false if it could not be kept. */
export type MakeSigningKey = (serviceId: number, algorithm: SigningAlgorithm) => Promise<boolean>;

/** Makes keys on demand: whoever asks for one that is being made waits for it. */
export function createSigningKeyMaker(engine: Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint'>): MakeSigningKey {
  const underWay = new Map<string, Promise<boolean>>();
  const make: MakeSigningKey = async (serviceId, algorithm) => {
    const service = await engine.facts.findService(serviceId);
    if (service === undefined) return false;
    return ensureSigningKey(engine, { service, algorithm, generate: (name) => generateSigningKey(engine.mint, name) });
  };
  return (serviceId, algorithm) => {
    const name = `${serviceId} ${algorithm}`;
    const pending = underWay.get(name);
    if (pending !== undefined) return pending;
    const started = make(serviceId, algorithm).finally(() => underWay.delete(name));
    underWay.set(name, started);
    return started;
  };
}
