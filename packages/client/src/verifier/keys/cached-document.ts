import { Flight } from '../../flight/flight.ts';
import { UpstreamError, upstreamDeadline } from '../upstream-error.ts';

/** How long a document is used. All in milliseconds. */
export interface Caching {
  /** Used without asking again. */
  readonly maxAge: number;
  /** Asked for at most that often, whatever callers want. */
  readonly cooldown: number;
  /** Used while it cannot be asked for again. */
  readonly maxStale: number;
}

/** After the very first failure, nobody has anything: it is tried again soon. */
const firstCooldown = 1000;

/** A document of somebody else's: fetched once for all who want it, and kept when it cannot be fetched again. */
export class CachedDocument<Content> {
  readonly #load: () => Promise<Content>;
  readonly #caching: Caching;
  readonly #now: () => number;
  #kept: { readonly content: Content; readonly at: number } | undefined;
  #flight: Flight<Content> | undefined;
  #attemptedAt = Number.NEGATIVE_INFINITY;
  #failure: unknown = new UpstreamError('the authorization server did not answer just now');

  constructor(load: () => Promise<Content>, caching: Caching, now: () => number) {
    this.#load = load;
    this.#caching = caching;
    this.#now = now;
  }

  /**
   * The document, not older than it may be.
   *
   * @throws whatever loading it threw, if there is none to fall back on.
   */
  async get(): Promise<Content> {
    const kept = this.#kept;
    if (kept !== undefined && this.#now() < kept.at + this.#caching.maxAge) return kept.content;
    return this.#renew();
  }

  /** The document as it is now, because something is missing in the one at hand; or that one, if it was asked for just before. */
  renew(): Promise<Content> {
    return this.#renew();
  }

  async #renew(): Promise<Content> {
    const present = this.#flight?.isLost === false ? this.#flight : undefined;
    const cooldown = this.#kept === undefined ? firstCooldown : this.#caching.cooldown;
    if (present === undefined && this.#now() < this.#attemptedAt + cooldown) return this.#fallBack(this.#failure);
    try {
      return await (present ?? this.#begin()).join();
    } catch (error) {
      return this.#fallBack(error);
    }
  }

  #begin(): Flight<Content> {
    this.#attemptedAt = this.#now();
    const flight = new Flight(() => this.#load(), upstreamDeadline);
    this.#flight = flight;
    flight.onEnd((content) => {
      if (content !== undefined) this.#kept = { content, at: this.#now() };
      if (this.#flight === flight) this.#flight = undefined;
    });
    return flight;
  }

  #fallBack(failure: unknown): Content {
    this.#failure = failure;
    const kept = this.#kept;
    if (kept !== undefined && this.#now() < kept.at + this.#caching.maxAge + this.#caching.maxStale) return kept.content;
    throw failure;
  }
}
