import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker, QuietTime } from '../ports.ts';
import { backoff } from '../refresh/backoff.ts';
import type { Validation } from './read-validation.ts';

/** How long a provider that is too busy and names no time is left alone. */
const usualWait = seconds(30);
/** How often the operator is told that a provider says nothing about a token. */
const toldEvery = seconds(60);

/** Beyond so many, what is over is forgotten: connections that were unlinked leave theirs behind. */
const capacity = 10_000;

type About = Pick<Connection, 'id' | 'generation'>;

/**
 * What is presumed of a connection's token without asking: the provider's rate limit is used up, or it has said nothing, or no, about
 * this very token several times in a row. undefined if it is to be asked.
 */
export function presumedValidation({ quiet, clock }: Broker, provider: Provider, { id, generation }: About): Validation | undefined {
  const now = clock();
  const times = [quiet.get(provider.id), quiet.get(id)];
  const time = times.find((each) => each !== undefined && each.until > now && (each.generation ?? generation) === generation);
  return time === undefined ? undefined : { verdict: time.verdict, words: time.words };
}

/**
 * Takes note of what came of asking about a token: a provider that is busy is left alone for as long as it wants, and one that says
 * nothing, or no, again and again is asked less and less often.
 */
export function noteValidation(broker: Broker, provider: Provider, { id, generation }: About, validation: Validation): void {
  const { quiet, clock, chance } = broker;
  const now = clock();
  if (quiet.size >= capacity) for (const [key, { until }] of quiet) if (until <= now) quiet.delete(key);
  switch (validation.verdict) {
    case 'valid':
      quiet.delete(provider.id);
      quiet.delete(id);
      return;
    case 'assumed': {
      const until = after(now, validation.retryAfter ?? usualWait);
      quiet.set(provider.id, { until, generation: undefined, verdict: 'assumed', words: 'rate limit', count: 1 });
      break;
    }
    case 'unclear':
    case 'invalid': {
      const { verdict, words } = validation;
      const count = countInRow(quiet.get(id), generation, verdict);
      quiet.set(id, { until: count === 1 ? now : after(now, backoff(count - 1, chance())), generation, verdict, words, count });
      break;
    }
  }
  if (validation.verdict !== 'invalid') tell(broker, provider, validation.words, now);
}

const countInRow = (last: QuietTime | undefined, generation: number, verdict: QuietTime['verdict']): number =>
  last?.generation === generation && last.verdict === verdict ? last.count + 1 : 1;

const tell = ({ toldAt, report }: Broker, { id }: Provider, words: string, now: EpochSeconds): void => {
  const last = toldAt.get(id);
  if (last !== undefined && after(last, toldEvery) > now) return;
  toldAt.set(id, now);
  report({ event: 'validation_unclear', providerId: id, words });
};
