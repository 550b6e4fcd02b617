import type { BrokerChange } from '../changes.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import { askTokenEndpoint } from '../outbound/ask-token-endpoint.ts';
import { reportUnbound } from '../outbound/report-unbound.ts';
import { withoutSecrets } from '../outbound/without-secrets.ts';
import type { Broker, OutboundAnswer } from '../ports.ts';
import { providerTypeOf } from '../providers/registry.ts';
import { revokeTokens } from '../unlink/revoke-tokens.ts';
import { eventIdOf } from '../webhooks/announce.ts';
import { announceRefresh } from '../webhooks/announce-refresh.ts';
import { classifyTokenAnswer } from './classify-token-answer.ts';
import { decideRefreshOutcome } from './decide-refresh-outcome.ts';
import { keepTrying } from './keep-trying.ts';
import { retryPause } from './retry-pause.ts';

/** The right to refresh, as the rule gave it. */
export interface Lead {
  readonly provider: Provider;
  /** As read before the lease was taken. */
  readonly connection: Connection;
  readonly attempt: number;
  /** Takes the lease and writes the intent. */
  readonly changes: readonly BrokerChange[];
}

/**
 * Refreshes a connection: writes the intent, asks the provider, and stores what it answered before anything else is done with it.
 *
 * Settles when the outcome is durable, or when somebody else was quicker; what the connection is then, the store knows. Rejects only
 * when the store failed.
 */
export async function leadRefresh(broker: Broker, { provider, connection, attempt, changes }: Lead): Promise<void> {
  await broker.endpointsOf(provider); // read now if they must be, so that the lease is spent on the refresh
  const leasedAt = broker.clock();
  await broker.observe('refresh_begins');
  if ((await broker.commit(changes)).outcome === 'conflict') return;
  await broker.observe('intent_written');

  const startedAt = broker.clock();
  const parameters = { grant_type: 'refresh_token', refresh_token: connection.refreshToken?.reveal() ?? '' };
  const clean = (words: string): string => withoutSecrets(words, provider, [connection.refreshToken, connection.accessToken]);
  let lostBefore = false;
  for (let tries = 1; ; tries++) {
    await broker.observe('provider_calling');
    const askedAt = broker.clock();
    // A process that slept since it took the lease may have been replaced: the token it holds must not be used a second time.
    const outcome: OutboundAnswer =
      askedAt <= leasedAt + broker.times.lease - broker.times.request
        ? await askTokenEndpoint(broker, provider, parameters, connection.dpopKey)
        : { outcome: 'failed', reached: false, words: 'the refresh was held up for too long' };
    await broker.observe('provider_answered');
    const answer = classifyTokenAnswer(outcome, broker.clock(), providerTypeOf(provider.type).readTokenAnswer, clean);
    const pause = retryPause(answer, tries, (broker.clock() - startedAt) * 1000, broker.times.retries, broker.chance());
    if (pause === undefined) {
      const facts = { now: broker.clock(), askedAt, answer, provider, connection, attempt, lostBefore, chance: broker.chance() };
      return keepOutcome(broker, decideRefreshOutcome(facts), facts);
    }
    lostBefore ||= answer.answer === 'refused' && answer.refusal.answerLost;
    await broker.sleep(pause);
  }
}

async function keepOutcome(
  broker: Broker,
  decision: ReturnType<typeof decideRefreshOutcome>,
  { provider, connection, answer, now }: Parameters<typeof decideRefreshOutcome>[0],
): Promise<void> {
  await broker.observe('answer_judged');
  const about = { providerId: provider.id, connectionId: connection.id };
  const failure = decision.action === 'fail' ? decision.failure : undefined;
  const changes = [...decision.changes, ...announceRefresh({ eventId: eventIdOf(broker.mint.id()), now, connection, failure })];
  switch (decision.action) {
    case 'store': {
      await broker.observe('tokens_storing');
      const { outcome } = await keepTrying(broker, () => broker.commit(changes));
      await broker.observe('tokens_stored');
      broker.report({ event: 'refreshed', ...about });
      reportUnbound(broker, provider, connection.dpopKey, decision.tokens);
      const unlinked = outcome === 'conflict' && (await broker.facts.findConnection(connection.id)) === undefined;
      if (unlinked && answer.answer === 'issued') await revokeTokens(broker, provider, answer.tokens); // nobody holds them any more
      return;
    }
    case 'fail': {
      await broker.observe('failure_storing');
      await broker.commit(changes); // a conflict means that newer tokens are there, or another attempt is
      await broker.observe('failure_stored');
      broker.report({ event: 'refresh_failed', ...about, class: decision.failure.class, words: decision.failure.words });
      return;
    }
  }
}
