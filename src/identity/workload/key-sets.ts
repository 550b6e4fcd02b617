import type { JSONWebKeySet } from 'jose';
import { type Clock, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { FetchDocument } from './fetch-document.ts';
import { parseObject } from './parse-object.ts';

/** For how long keys are believed, how soon a key that is missing is looked for again, and how long keys outlive their issuer. */
export const keyTimes = { believed: 600, missing: 30, outlive: 86_400 } as const;

/** The most keys one issuer may have. */
const maxKeys = 100;

/** Whose keys are wanted. */
export interface KeySource {
  readonly issuer: string;
  /** undefined has the issuer's metadata tell (OpenID Connect Discovery 1.0 §4). */
  readonly jwksUri: string | undefined;
}

/** An issuer's keys, or why they cannot be had. */
export type KeySetAnswer =
  | { readonly outcome: 'found'; readonly keys: JSONWebKeySet; readonly fetchedAt: EpochSeconds }
  | { readonly outcome: 'failed'; readonly words: string };

/** Keeps the keys of issuers. */
export interface KeySets {
  /** @param isKeyMissing the keys that were answered before lack the one that is needed. */
  find(source: KeySource, isKeyMissing?: boolean): Promise<KeySetAnswer>;
}

/** What finding keys takes. */
export interface KeySetPorts {
  readonly fetchDocument: FetchDocument;
  readonly clock: Clock;
  /** Whether a document from one URL may lead to another. */
  readonly mayFollow: (from: string, to: string) => boolean;
}

const failed = (words: string): KeySetAnswer => ({ outcome: 'failed', words });

/**
 * Keeps the keys of the issuers the operator trusts: they are fetched once for all who wait, looked for again when one is missing, at
 * most every half minute, and outlive an issuer that does not answer for a day.
 */
export function createKeySets({ fetchDocument, clock, mayFollow }: KeySetPorts): KeySets {
  const known = new Map<string, KeySetAnswer & { readonly triedAt: EpochSeconds }>();
  const underWay = new Map<string, Promise<KeySetAnswer>>();

  const getObject = async (url: string): Promise<Readonly<Record<string, unknown>> | string> => {
    const answer = await fetchDocument({ method: 'GET', url, headers: { accept: 'application/json' }, timeout: seconds(5) });
    if (answer.outcome === 'failed') return answer.words;
    if (answer.status !== 200) return `${url} was answered with status ${answer.status}`;
    return parseObject(answer.body) ?? `${url} is not a JSON object`;
  };

  /** The document must be the issuer's own (OpenID Connect Discovery 1.0 §4.3), and may not lead into the network behind us. */
  const discover = async (issuer: string): Promise<{ readonly jwksUri: string } | string> => {
    const metadata = await getObject(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (typeof metadata === 'string') return metadata;
    if (metadata.issuer !== issuer) return `the metadata of ${issuer} names another issuer`;
    const { jwks_uri: jwksUri } = metadata;
    if (typeof jwksUri !== 'string' || !mayFollow(issuer, jwksUri)) return `the metadata of ${issuer} has no jwks_uri it may name`;
    return { jwksUri };
  };

  const fetchKeys = async ({ issuer, jwksUri }: KeySource): Promise<KeySetAnswer> => {
    const found = jwksUri === undefined ? await discover(issuer) : { jwksUri };
    if (typeof found === 'string') return failed(found);
    const document = await getObject(found.jwksUri);
    if (typeof document === 'string') return failed(document);
    if (!Array.isArray(document.keys) || document.keys.length > maxKeys) return failed(`${found.jwksUri} is not a set of keys`);
    return { outcome: 'found', keys: { keys: document.keys }, fetchedAt: clock() };
  };

  const renew = async (name: string, source: KeySource): Promise<KeySetAnswer> => {
    const before = known.get(name);
    const fetched = await fetchKeys(source);
    const outlives = before?.outcome === 'found' && clock() - before.fetchedAt < keyTimes.outlive;
    const answer = fetched.outcome === 'failed' && outlives ? before : fetched;
    known.set(name, { ...answer, triedAt: clock() });
    return answer;
  };

  return {
    find: async (source, isKeyMissing = false) => {
      const name = `${source.issuer} ${source.jwksUri ?? ''}`;
      const before = known.get(name);
      const patience = isKeyMissing || before?.outcome === 'failed' ? keyTimes.missing : keyTimes.believed;
      if (before !== undefined && clock() - before.triedAt < patience) return before;
      const shared = underWay.get(name) ?? renew(name, source).finally(() => underWay.delete(name));
      underWay.set(name, shared);
      return shared;
    },
  };
}
