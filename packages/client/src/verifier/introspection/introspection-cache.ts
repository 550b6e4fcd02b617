import { SharedFlights } from '../../flight/shared-flights.ts';
import { type JsonObject, numberOf } from '../../wire/parse-object.ts';
import { sha256Base64Url } from '../../wire/sha256.ts';
import { BoundedMemory } from '../bounded-memory.ts';
import { upstreamDeadline } from '../upstream-error.ts';

/** How long answers are believed, in seconds. A token that is revoked may be accepted for as long. */
export interface IntrospectionCaching {
  readonly activeForInSeconds: number;
  readonly inactiveForInSeconds: number;
  readonly maxTokens: number;
}

/** Asks about each token once for all who present it, and believes the answer for a while. Tokens are kept as hashes only. */
export class IntrospectionCache {
  readonly #ask: (token: string) => Promise<JsonObject>;
  readonly #caching: IntrospectionCaching;
  /** Seconds since the epoch. */
  readonly #now: () => number;
  readonly #answers: BoundedMemory<JsonObject>;
  readonly #flights = new SharedFlights<JsonObject>(upstreamDeadline);

  constructor(ask: (token: string) => Promise<JsonObject>, caching: IntrospectionCaching, now: () => number) {
    this.#ask = ask;
    this.#caching = caching;
    this.#now = now;
    this.#answers = new BoundedMemory(caching.maxTokens, now);
  }

  /** What the server says of a token, now or a short while ago. */
  async introspect(token: string): Promise<JsonObject> {
    const hash = await sha256Base64Url(token);
    return this.#answers.get(hash) ?? this.#flights.join(hash, () => this.#askAndKeep(hash, token));
  }

  async #askAndKeep(hash: string, token: string): Promise<JsonObject> {
    const answer = await this.#ask(token);
    const { activeForInSeconds, inactiveForInSeconds } = this.#caching;
    const lifetime = answer.active === true ? activeForInSeconds : inactiveForInSeconds;
    const until = Math.min(this.#now() + lifetime, numberOf(answer, 'exp') ?? Number.POSITIVE_INFINITY); // RFC 7662 §4
    if (until > this.#now()) this.#answers.set(hash, answer, until);
    return answer;
  }
}
