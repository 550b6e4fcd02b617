import { after, type Clock, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { Provider } from '../model/provider.ts';
import type { EndpointsAnswer, SendRequest } from '../ports.ts';
import { readProviderMetadata } from './read-provider-metadata.ts';

/** For how long metadata is believed before it is read again. */
const believed = seconds(3600);

/** Where the metadata of an issuer is (OpenID Connect Discovery 1.0 §4). */
export const metadataUrl = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/**
 * Makes the function that finds a provider's endpoints: its settings, completed by its issuer's metadata if it has one. Metadata
 * is remembered for an hour; while it cannot be renewed, what was read last goes on.
 */
export function resolveEndpoints(send: SendRequest, clock: Clock, timeout: Seconds): (provider: Provider) => Promise<EndpointsAnswer> {
  const known = new Map<string, { readonly answer: EndpointsAnswer; readonly until: EpochSeconds }>();

  const fetchMetadata = async (provider: Provider, issuer: string): Promise<EndpointsAnswer> => {
    const answer = await send({ method: 'GET', url: metadataUrl(issuer), headers: { accept: 'application/json' }, timeout });
    if (answer.outcome === 'failed') return { outcome: 'failed', words: answer.words };
    if (answer.status !== 200) return { outcome: 'failed', words: `the metadata of ${issuer} was answered with status ${answer.status}` };
    return readProviderMetadata(provider, issuer, answer.body);
  };

  return async (provider) => {
    const { issuer } = provider;
    if (issuer === undefined) return { outcome: 'found', endpoints: { ...provider, issuer: undefined, sendsIssuer: false } };
    const remembered = known.get(provider.id);
    if (remembered !== undefined && remembered.until > clock()) return remembered.answer;
    const answer = await fetchMetadata(provider, issuer);
    if (answer.outcome === 'failed') return remembered?.answer ?? answer;
    known.set(provider.id, { answer, until: after(clock(), believed) });
    return answer;
  };
}
