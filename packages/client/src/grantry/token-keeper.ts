import { type Deadline, Flight } from '../flight/flight.ts';
import { GrantryUnavailableError } from './errors.ts';
import type { GetTokenOptions } from './options.ts';
import type { ProviderToken } from './provider-token.ts';

/** A token, and what our clock says of its end. */
export interface TimedToken {
  readonly token: ProviderToken;
  /** Milliseconds since the epoch, by our clock. */
  readonly receivedAt: number;
  /** Milliseconds since the epoch, by our clock; undefined if it does not end. */
  readonly endsAt: number | undefined;
}

/** What the keeper asks the server. */
export interface TokenServer {
  get(request: { readonly minValidityInSeconds: number; readonly signal: AbortSignal; onTrouble(): void }): Promise<TimedToken>;
  /** Tells that a token was refused where it was used. */
  reject(token: string, signal: AbortSignal): Promise<void>;
}

/** How long a token is good enough. */
export interface Freshness {
  readonly marginInSeconds: number;
  readonly recheckAfterInSeconds: number;
}

/** When the server is taken to have been asked for long enough, all attempts included. */
const askingFor = (seconds: number): Deadline => ({
  milliseconds: seconds * 1000,
  failure: () => new GrantryUnavailableError(`The server was asked for ${seconds} s, and nothing was heard of it.`),
});

const livesFor = ({ endsAt }: TimedToken, now: number): number => (endsAt === undefined ? Number.POSITIVE_INFINITY : endsAt - now);

/** Whether a token is used without asking the server. Of a short-lived one half its life is enough, or each call would ask. */
export function isFresh(kept: TimedToken, now: number, minValidityInSeconds: number, freshness: Freshness): boolean {
  const { receivedAt, endsAt } = kept;
  if (endsAt === undefined) return now < receivedAt + freshness.recheckAfterInSeconds * 1000;
  const margin = Math.min(freshness.marginInSeconds * 1000, (endsAt - receivedAt) / 2);
  return livesFor(kept, now) > Math.max(margin, minValidityInSeconds * 1000);
}

/** Whether a token may be used while the server cannot be asked for a better one. */
const isUsable = (kept: TimedToken, now: number, minValidityInSeconds: number): boolean =>
  livesFor(kept, now) > Math.max(1, minValidityInSeconds) * 1000;

/** A server that could not help is left alone for so long by whoever holds a token that lives. */
const pauseMilliseconds = 5000;
/** So many refused tokens are remembered: stragglers come with the last one. */
const maxRefused = 8;

/** The server is being asked for a token. */
interface Asking {
  readonly minValidityInSeconds: number;
  readonly flight: Flight<TimedToken>;
  /** Resolves when the server had to be asked a second time. */
  readonly trouble: Promise<void>;
}

/** Keeps one token until shortly before its end, and asks the server once however many want the next one. */
export class TokenKeeper {
  readonly #server: TokenServer;
  readonly #freshness: Freshness;
  readonly #now: () => number;
  readonly #deadline: Deadline;
  #kept: TimedToken | undefined;
  #asking: Asking | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;
  /** Tokens that were refused, and what became of telling the server. Until it has heard, it would hand them out again. */
  readonly #refused = new Map<string, Flight<void>>();

  constructor(server: TokenServer, freshness: Freshness, now: () => number, patienceInSeconds: number = 300) {
    this.#deadline = askingFor(patienceInSeconds);
    this.#server = server;
    this.#freshness = freshness;
    this.#now = now;
  }

  /** A token that lives long enough, from here or from the server. */
  async get({ minValidityInSeconds = 0, refresh = false, signal }: GetTokenOptions): Promise<ProviderToken> {
    signal?.throwIfAborted();
    const kept = this.#kept;
    if (!refresh && kept !== undefined && isFresh(kept, this.#now(), minValidityInSeconds, this.#freshness)) return kept.token;
    const fallBack = (): TimedToken | undefined =>
      !refresh && kept !== undefined && kept === this.#kept && isUsable(kept, this.#now(), minValidityInSeconds) ? kept : undefined;
    const usable = fallBack();
    if (usable !== undefined && this.#now() < this.#failedAt + pauseMilliseconds) return usable.token;

    const { flight, trouble } = this.#askOrJoin(Math.max(minValidityInSeconds, this.#freshness.marginInSeconds));
    const arrival = flight.join(signal);
    if (usable === undefined) return (await arrival).token;
    const meanwhile = trouble.then(() => fallBack() ?? arrival);
    const unlessUnavailable = arrival.catch((error: unknown) => {
      const instead = error instanceof GrantryUnavailableError ? fallBack() : undefined;
      if (instead === undefined) throw error;
      this.#failedAt = this.#now();
      return instead;
    });
    return (await Promise.race([unlessUnavailable, meanwhile])).token;
  }

  /**
   * Forgets a token that was refused, and tells the server; resolves when it has heard. Of the many calls that were refused with one
   * token the first tells, and the others do not undo what it brought.
   */
  async invalidate(token: string, signal?: AbortSignal): Promise<void> {
    if (this.#kept?.token.token === token) this.#kept = undefined;
    if (!this.#refused.has(token)) this.#asking = undefined; // an answer on its way may be the refused token: it is not kept
    await this.#report(token).join(signal);
  }

  #report(token: string): Flight<void> {
    const present = this.#refused.get(token);
    if (present !== undefined && !present.isLost) return present;
    const flight = new Flight((signal) => this.#server.reject(token, signal), this.#deadline);
    this.#refused.set(token, flight);
    const [oldest] = this.#refused.keys();
    if (this.#refused.size > maxRefused && oldest !== undefined) this.#refused.delete(oldest);
    return flight;
  }

  #askOrJoin(minValidityInSeconds: number): Asking {
    const present = this.#asking;
    const suits = present !== undefined && !present.flight.isLost && present.minValidityInSeconds >= minValidityInSeconds;
    return suits ? present : this.#ask(minValidityInSeconds);
  }

  #ask(minValidityInSeconds: number): Asking {
    let onTrouble = (): void => {};
    const trouble = new Promise<void>((resolve) => {
      onTrouble = resolve;
    });
    const flight = new Flight(async (signal) => {
      for (const token of this.#refused.keys()) await this.#report(token).join(signal);
      return this.#server.get({ minValidityInSeconds, signal, onTrouble });
    }, this.#deadline);
    const asking: Asking = { minValidityInSeconds, flight, trouble };
    this.#asking = asking;
    flight.onEnd((result) => {
      if (this.#asking !== asking) return;
      this.#asking = undefined;
      if (result === undefined) return;
      this.#kept = result;
      this.#refused.delete(result.token.token); // the server stands by it: it may be refused again
    });
    return asking;
  }
}
