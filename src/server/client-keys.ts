import type { SendRequest } from '../broker/ports.ts';
import type { ClientKeys, FindClientKeys } from '../engine/ports.ts';
import { readJwkSet } from '../protocol/jose/jwk-set.ts';
import { parseObject } from '../protocol/jose/parse-object.ts';
import { type Clock, type EpochSeconds, seconds } from '../protocol/units.ts';

/** Bytes of the largest set that is read. */
export const maxKeySetBytes = 65_536;

/** Seconds that keys are believed, that pass between two looks for a missing one, and that keys outlive a URI that does not answer. */
export const clientKeyTimes = { believed: 600, missing: 30, outlive: 3600 } as const;

/** Sets that are kept at most: beyond that, the one that was fetched first is forgotten. */
const capacity = 1000;
/** Sets that are fetched at the same time: slow ones must not pile up. */
const maxUnderWay = 50;

/** What finding keys takes. */
export interface ClientKeyPorts {
  /** Reaches public addresses only, reads at most {@link maxKeySetBytes}, follows no redirect, never rejects. */
  readonly send: SendRequest;
  readonly clock: Clock;
}

interface Known {
  readonly answer: ClientKeys;
  readonly fetchedAt: EpochSeconds;
  readonly triedAt: EpochSeconds;
}

const none: ClientKeys = { outcome: 'found', keys: [] };
const failed = (reason: string): ClientKeys => ({ outcome: 'failed', reason });

async function fetchKeys(send: SendRequest, url: string): Promise<ClientKeys> {
  const answer = await send({ method: 'GET', url, headers: { accept: 'application/jwk-set+json, application/json' }, timeout: seconds(5) });
  if (answer.outcome === 'failed') return failed(`jwks_uri: ${answer.words}`);
  if (answer.status !== 200) return failed(`jwks_uri: answered with status ${answer.status}`);
  if (Buffer.byteLength(answer.body) >= maxKeySetBytes) return failed(`jwks_uri: the answer is larger than ${maxKeySetBytes} bytes`);
  const keys = readJwkSet(parseObject(answer.body));
  return keys === undefined ? failed('jwks_uri: the answer is not a JWK Set') : { outcome: 'found', keys };
}

/**
 * Finds clients' keys. Those at a `jwks_uri` are fetched once for all who wait, looked for again when one is missing, and outlive a
 * URI that does not answer for an hour.
 */
export function createFindClientKeys({ send, clock }: ClientKeyPorts): FindClientKeys {
  const known = new Map<string, Known>();
  const underWay = new Map<string, Promise<ClientKeys>>();

  const renew = async (url: string): Promise<ClientKeys> => {
    const fetched = await fetchKeys(send, url);
    const now = clock();
    const before = known.get(url);
    const outlives = fetched.outcome === 'failed' && before?.answer.outcome === 'found' && now - before.fetchedAt < clientKeyTimes.outlive;
    const kept = outlives ? { ...before, triedAt: now } : { answer: fetched, fetchedAt: now, triedAt: now };
    known.delete(url); // so that it is the last in the order of the map
    known.set(url, kept);
    for (const oldest of known.keys()) {
      if (known.size <= capacity) break;
      known.delete(oldest);
    }
    return kept.answer;
  };

  return ({ jwks, jwksUri: url }, isKeyMissing) => {
    if (jwks !== undefined) return { outcome: 'found', keys: jwks };
    if (url === undefined) return none;
    const before = known.get(url);
    const patience = isKeyMissing || before?.answer.outcome === 'failed' ? clientKeyTimes.missing : clientKeyTimes.believed;
    if (before !== undefined && Math.abs(clock() - before.triedAt) < patience) return before.answer;
    const pending = underWay.get(url);
    if (pending !== undefined) return pending;
    if (underWay.size >= maxUnderWay) return before?.answer ?? failed('jwks_uri: too many key sets are being fetched');
    const started = renew(url).finally(() => underWay.delete(url));
    underWay.set(url, started);
    return started;
  };
}
