import { after, type Clock, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { Provider } from '../model/provider.ts';
import type { EndpointsAnswer, OutboundAnswer, SendRequest } from '../ports.ts';
import { openidScopes } from '../providers/openid.ts';
import { readProviderMetadata } from './read-provider-metadata.ts';

/** For how long metadata is believed before it is read again. */
const believed = seconds(3600);
/** For how long an issuer that failed is left alone: the first time, and at most. Each further failure doubles it. */
const [firstPause, longestPause] = [10, 60];

/** Where the metadata of an issuer is (OpenID Connect Discovery 1.0 §4). */
export const metadataUrl = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/** The same for a server that is no OpenID provider (RFC 8414 §3.1). */
const oauthMetadataUrl = (issuer: string): string => {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`;
};

/** A server that is no OpenID provider is not asked for what only one has, unless the operator wants it. */
const withoutOpenIdScopes = (provider: Provider): Provider =>
  provider.scopesAreDefaults ? { ...provider, scopes: provider.scopes.filter((scope) => !openidScopes.includes(scope)) } : provider;

interface Remembered {
  readonly answer: EndpointsAnswer;
  readonly until: EpochSeconds;
  /** How often it could not be read since it was. */
  readonly failures: number;
}

/**
 * Makes the function that finds a provider's endpoints: its settings, completed by its issuer's metadata if it has one.
 *
 * Metadata is remembered for an hour, and read once for all who ask at the same time; while it cannot be renewed, what was read last
 * goes on. An issuer that does not answer is left alone for some seconds, and for a minute in the end.
 */
export function resolveEndpoints(send: SendRequest, clock: Clock, timeout: Seconds): (provider: Provider) => Promise<EndpointsAnswer> {
  // By the object: a provider whose settings change is another object, and nothing read for the old one holds for it.
  const known = new WeakMap<Provider, Remembered>();
  const underWay = new WeakMap<Provider, Promise<EndpointsAnswer>>();

  const fetchMetadata = async (provider: Provider, issuer: string): Promise<EndpointsAnswer> => {
    const ask = (url: string): Promise<OutboundAnswer> => send({ method: 'GET', url, headers: { accept: 'application/json' }, timeout });
    const openid = await ask(metadataUrl(issuer));
    const isOpenId = openid.outcome === 'failed' || openid.status !== 404;
    const answer = isOpenId ? openid : await ask(oauthMetadataUrl(issuer));
    if (answer.outcome === 'failed') return { outcome: 'failed', words: answer.words };
    if (answer.status !== 200) return { outcome: 'failed', words: `the metadata of ${issuer} was answered with status ${answer.status}` };
    return readProviderMetadata(isOpenId ? provider : withoutOpenIdScopes(provider), issuer, answer.body);
  };

  const renew = async (provider: Provider, issuer: string): Promise<EndpointsAnswer> => {
    const fetched = await fetchMetadata(provider, issuer);
    const last = known.get(provider);
    const answer = fetched.outcome === 'failed' && last?.answer.outcome === 'found' ? last.answer : fetched;
    const failures = fetched.outcome === 'failed' ? (last?.failures ?? 0) + 1 : 0;
    const pause = failures === 0 ? believed : seconds(Math.min(longestPause, firstPause * 2 ** (Math.min(failures, 10) - 1)));
    known.set(provider, { answer, until: after(clock(), pause), failures });
    return answer;
  };

  return async (provider) => {
    const { issuer } = provider;
    if (issuer === undefined) return { outcome: 'found', endpoints: { ...provider, issuer: undefined, sendsIssuer: false } };
    const remembered = known.get(provider);
    if (remembered !== undefined && remembered.until > clock()) return remembered.answer;
    const renewing = underWay.get(provider) ?? renew(provider, issuer).finally(() => underWay.delete(provider));
    underWay.set(provider, renewing);
    return renewing;
  };
}
