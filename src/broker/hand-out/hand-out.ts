import { after, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { freshenConnection } from '../refresh/freshen-connection.ts';
import { shareWork } from '../shared-work.ts';
import { checkConnection } from '../validate/validate-connection.ts';
import { describeUnknownProvider, type Selector, selectProvider } from './select-provider.ts';

/** Who asks for which token. */
export interface HandOutRequest {
  readonly userId: string;
  readonly selector: Selector;
  /** Provider ids the caller may get tokens of; undefined is all. */
  readonly allowedProviders?: readonly string[] | undefined;
  /** How long the token must live at least. @default 10 s */
  readonly minValidity?: Seconds;
}

/** What a caller gets. */
export type HandOut =
  | { readonly action: 'token'; readonly provider: Provider; readonly connection: Connection }
  | { readonly action: 'link_needed'; readonly provider: Provider; readonly url: string; readonly cause: string }
  | { readonly action: 'unknown_provider'; readonly message: string; readonly detail: string }
  | { readonly action: 'refused'; readonly provider: Provider }
  /** There is a connection, and it may work again by itself. */
  | { readonly action: 'unavailable'; readonly provider: Provider; readonly cause: string; readonly retryAt: EpochSeconds | undefined };

const defaultValidity = seconds(10);
/** When a connection was used last is written down that often, and no more. */
const usedEvery = seconds(60);

/** Where a user links an account. */
export const linkUrl = (broker: Pick<Broker, 'accessUrl'>, provider: Provider): string =>
  `${broker.accessUrl}/external-auth/${provider.id}`;

/**
 * Hands out a user's token at a provider: alive for a while, and accepted by the provider when it was last asked.
 *
 * A token that is fresh and was validated a short while ago takes one read, no write and no call.
 */
export async function handOut(broker: Broker, request: HandOutRequest): Promise<HandOut> {
  const { userId, selector, allowedProviders, minValidity = defaultValidity } = request;
  const provider = selectProvider(broker.providers, selector);
  if (provider === undefined) return { action: 'unknown_provider', ...describeUnknownProvider(broker.providers, selector) };
  if (allowedProviders !== undefined && !allowedProviders.includes(provider.id)) return { action: 'refused', provider };
  const linkNeeded = (cause: string): HandOut => ({ action: 'link_needed', provider, url: linkUrl(broker, provider), cause });

  const found = await broker.facts.findConnectionOf(userId, provider.id);
  if (found === undefined) return linkNeeded('No account is linked.');
  const freshened = await freshenConnection(broker, provider, found, minValidity);
  switch (freshened.outcome) {
    case 'relink':
      return linkNeeded(freshened.cause);
    case 'unavailable':
      return { action: 'unavailable', provider, cause: freshened.cause, retryAt: freshened.retryAt };
    case 'fresh':
      break;
  }
  const { connection } = freshened;
  const validation = await checkConnection(broker, provider, connection);
  switch (validation.verdict) {
    case 'invalid':
      return linkNeeded(validation.words);
    case 'unclear':
      return { action: 'unavailable', provider, cause: validation.words, retryAt: undefined };
    case 'valid':
    case 'assumed':
      break;
  }
  await rememberUse(broker, connection);
  await broker.observe('handing_out');
  return { action: 'token', provider, connection };
}

async function rememberUse(broker: Broker, { id, lastUsedAt }: Connection): Promise<void> {
  const now = broker.clock();
  if (lastUsedAt !== undefined && after(lastUsedAt, usedEvery) > now) return;
  await shareWork(broker, `use ${id}`, () => broker.commit([{ change: 'touch_connection_used', connectionId: id, at: now }]));
}
