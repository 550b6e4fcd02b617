import { after, type EpochSeconds, type Seconds, seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker } from '../ports.ts';
import { shareWork } from '../shared-work.ts';
import { attainableValidity } from './attainable-validity.ts';
import { findWorkingConnection } from './find-working-connection.ts';
import { type HandOutPolicy, objectionTo, rulesFor, usualAccount } from './hand-out-policy.ts';
import { describeUnknownProvider, type Selector, selectProvider } from './select-provider.ts';

/** Who asks for which token. */
export interface HandOutRequest {
  readonly userId: string;
  readonly selector: Selector;
  /** Which of the user's accounts at the provider; undefined means the one that was chosen last. */
  readonly account?: string | undefined;
  /** What the caller may get; undefined is everything. */
  readonly policy?: HandOutPolicy | undefined;
  /** How long the token must live at least. @default 10 s */
  readonly minValidity?: Seconds;
}

/** What a caller gets. */
export type HandOut =
  | { readonly action: 'token'; readonly provider: Provider; readonly connection: Connection }
  | { readonly action: 'link_needed'; readonly provider: Provider; readonly url: string; readonly cause: string }
  | { readonly action: 'unknown_provider'; readonly message: string; readonly detail: string }
  /** The caller's policy does not allow it. */
  | { readonly action: 'refused'; readonly provider: Provider; readonly cause: string }
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
  const { userId, selector, policy, minValidity = defaultValidity } = request;
  const provider = selectProvider(broker.providers, selector);
  if (provider === undefined) return { action: 'unknown_provider', ...describeUnknownProvider(broker.providers, selector) };
  const rules = rulesFor(policy, provider.id);
  if (rules.length === 0) return { action: 'refused', provider, cause: `Tokens of ${provider.id} are not allowed.` };
  const linkNeeded = (cause: string): HandOut => ({ action: 'link_needed', provider, url: linkUrl(broker, provider), cause });

  const account = request.account ?? usualAccount(rules);
  const found = await broker.facts.findConnectionOf(userId, provider.id, account);
  if (found === undefined) return linkNeeded(account === undefined ? 'No account is linked.' : `No account ${account} is linked.`);
  const objection = objectionTo(rules, found);
  if (objection !== undefined) return { action: 'refused', provider, cause: objection };
  const working = await findWorkingConnection(broker, provider, found, attainableValidity(found, minValidity));
  switch (working.outcome) {
    case 'relink':
      return linkNeeded(working.cause);
    case 'unavailable':
      return { action: 'unavailable', provider, cause: working.cause, retryAt: working.retryAt };
    case 'works':
      break;
  }
  const { connection } = working;
  if (!wasUsedLately(broker, connection)) await rememberUse(broker, connection);
  await broker.observe('handing_out');
  return { action: 'token', provider, connection };
}

const wasUsedLately = ({ clock }: Broker, { lastUsedAt }: Connection): boolean =>
  lastUsedAt !== undefined && after(lastUsedAt, usedEvery) > clock();

const rememberUse = (broker: Broker, { id }: Connection): Promise<unknown> =>
  shareWork(broker, `use ${id}`, () => broker.commit([{ change: 'touch_connection_used', connectionId: id, at: broker.clock() }]));
