import type { Clock } from './clock.ts';
import type { SignedJwt } from './sign-app-jwt.ts';

/** Makes a token of the app; `timeDifference` is the seconds to add to the local clock, undefined if it is right. */
export type MakeJwt = (timeDifference: number | undefined) => SignedJwt | Promise<SignedJwt>;

/** A token is used again until it has this much left, so that it does not end on its way. */
const marginInMilliseconds = 60_000;

interface KeptJwt {
  readonly signed: SignedJwt;
  readonly offsetInSeconds: number;
  readonly madeAt: number;
  readonly usableUntil: number;
}

/** The app's current token: signed when the last one is about to end or the clock turned out wrong, not at every call. */
export class AppJwt {
  readonly #make: MakeJwt;
  readonly #clock: Clock;
  #kept: KeptJwt | undefined;
  #pending: { readonly offsetInSeconds: number; readonly signed: Promise<SignedJwt> } | undefined;

  constructor(make: MakeJwt, clock: Clock) {
    this.#make = make;
    this.#clock = clock;
  }

  /** A token that GitHub accepts for another minute at least; `isFresh` asks for one never used before. */
  get(isFresh = false): SignedJwt | Promise<SignedJwt> {
    const { offsetInSeconds } = this.#clock;
    const now = this.#clock.now();
    const kept = this.#kept;
    // Made later than now means that the local clock was put back: to GitHub that token may be from the future.
    if (!isFresh && kept?.offsetInSeconds === offsetInSeconds && kept.madeAt <= now && now < kept.usableUntil) return kept.signed;
    if (!isFresh && this.#pending?.offsetInSeconds === offsetInSeconds) return this.#pending.signed;

    const signed = this.#make(offsetInSeconds === 0 ? undefined : offsetInSeconds);
    if (!(signed instanceof Promise)) return this.#keep(signed, offsetInSeconds, now);
    const pending = { offsetInSeconds, signed: signed.then((made) => this.#keep(made, offsetInSeconds, now)) };
    this.#pending = pending;
    const settled = (): void => {
      if (this.#pending === pending) this.#pending = undefined;
    };
    pending.signed.then(settled, settled);
    return pending.signed;
  }

  #keep(signed: SignedJwt, offsetInSeconds: number, madeAt: number): SignedJwt {
    const usableUntil = Date.parse(signed.expiresAt) - marginInMilliseconds;
    this.#kept = { signed, offsetInSeconds, madeAt, usableUntil };
    return signed;
  }
}
