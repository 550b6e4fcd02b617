import { type EpochSeconds, epochSeconds } from '../../protocol/units.ts';
import type { BrokerChange } from '../changes.ts';
import type { Connection, ConnectionTokens } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import { untried } from '../model/untried.ts';
import type { Broker } from '../ports.ts';
import type { Members } from '../providers/members.ts';
import { keepTrying } from '../refresh/keep-trying.ts';
import { eventIdOf } from '../webhooks/announce.ts';
import { announceLink } from '../webhooks/announce-link.ts';
import { decideLink, type LinkDecision } from './decide-link.ts';
import { findAccount } from './find-account.ts';
import { listConnectionsAt, type NewLink } from './keep-link.ts';

/** What a provider issued for an account that is being linked. */
export interface IssuedLink extends Pick<NewLink, 'userId' | 'another' | 'tokens'> {
  /** The members of the token answer: they may say whose tokens they are. */
  readonly members: Members;
}

/**
 * Keeps what a provider issued before anything else is done with it; then asks whose it is, and puts it in its place. Should this
 * process die in between, the account is linked all the same, under a name that says that its own is not known.
 *
 * @returns the connection's id.
 */
export async function keepIssuedTokens(broker: Broker, provider: Provider, issued: IssuedLink): Promise<string> {
  const { userId, another, tokens, members } = issued;
  const heldId = await holdTokens(broker, provider, userId, tokens);
  const account = await findAccount(broker, provider, { ...tokens, members });
  return placeTokens(broker, provider, heldId, { userId, account, another, kind: 'oauth' });
}

/** Stores tokens as a connection of their own, which is meant only if it is the only one. */
async function holdTokens(broker: Broker, provider: Provider, userId: string, tokens: ConnectionTokens): Promise<string> {
  const id = broker.mint.id();
  const now = broker.clock();
  const connection: Connection = {
    id,
    providerId: provider.id,
    userId,
    account: `unnamed-${id}`,
    accountId: undefined,
    kind: 'oauth',
    chosenAt: epochSeconds(0),
    ...tokens,
    ...untried,
    createdAt: now,
    updatedAt: now,
  };
  // A conflict means that it is there already: the outcome of an earlier try got lost.
  await keepTrying(broker, () => broker.commit([{ change: 'insert_connection', connection }]));
  return id;
}

/** Gives held tokens their account: its connection takes them over, or the one that holds them becomes it. */
async function placeTokens(broker: Broker, provider: Provider, heldId: string, link: Omit<NewLink, 'tokens'>): Promise<string> {
  const eventId = eventIdOf(broker.mint.id());
  let placed = heldId;
  const attempt = async (): Promise<boolean> => {
    const all = await listConnectionsAt(broker, link.userId, provider.id);
    const held = all.find(({ id }) => id === heldId);
    if (held === undefined) return true; // unlinked meanwhile, or placed by a try whose outcome got lost
    const now = broker.clock();
    const existing = all.filter((connection) => connection !== held);
    const tokens = tokensOf(held); // they may have been refreshed meanwhile
    const decision = decideLink({ ...link, tokens, now, providerId: provider.id, id: heldId, existing });
    placed = decision.connectionId;
    const news = announceLink({ eventId, now, providerId: provider.id, link, decision });
    return (await broker.commit([...placementOf(held, decision, now), news])).outcome === 'committed';
  };
  while (!(await keepTrying(broker, attempt)));
  return placed;
}

const tokensOf = ({ accessToken, refreshToken, expiresAt, extra, scopes, dpopKey }: Connection): ConnectionTokens => ({
  accessToken,
  refreshToken,
  expiresAt,
  extra,
  scopes,
  ...(dpopKey === undefined ? {} : { dpopKey }),
});

function placementOf(held: Connection, { isRelinked, account, changes }: LinkDecision, at: EpochSeconds): readonly BrokerChange[] {
  const { id: connectionId, generation } = held;
  if (isRelinked) return [...changes, { change: 'delete_connection', connectionId, generation }];
  return [{ change: 'name_connection', connectionId, account, at }];
}
