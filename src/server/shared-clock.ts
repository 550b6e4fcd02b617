import { type Clock, epochSeconds } from '../protocol/units.ts';

/** How often a node compares its clock with the database's. */
const compareEveryMilliseconds = 60_000;

/** Less is not told from the time the question takes, and harms nobody: what is compared between nodes is good for 30 s and more. */
const smallestOffsetMilliseconds = 2_000;

/** What the clock is made of. */
export interface SharedClockOptions {
  /** Reads the database server's clock, in milliseconds since 1970; undefined where the database is in our own process. */
  readonly readClock: (() => Promise<number>) | undefined;
  /** Told of a clock that is off, in seconds (positive: ours is ahead), whenever that changed; and of 0 when it is right again. */
  readonly onOffset?: ((seconds: number) => void) | undefined;
}

/** The time that all nodes of a deployment go by. */
export interface SharedClock {
  readonly clock: Clock;
  /** Ends the comparing. */
  close(): void;
}

/** How far our clock is ahead of another, in milliseconds; 0 if that is too little to tell. */
async function measureOffset(readClock: () => Promise<number>): Promise<number> {
  const asked = Date.now();
  const theirs = await readClock();
  const answered = Date.now();
  const offset = Math.round((asked + answered) / 2 - theirs);
  return Math.abs(offset) < Math.max(smallestOffsetMilliseconds, answered - asked) ? 0 : offset;
}

/**
 * Goes by the database's clock, by way of our own: what one node wrote a moment ago another one must not find expired. A database that
 * cannot be asked changes nothing.
 *
 * @throws the database's error if it cannot be asked at the start.
 */
export async function startSharedClock({ readClock, onOffset = () => {} }: SharedClockOptions): Promise<SharedClock> {
  let offset = 0;
  const compare = async (ask: () => Promise<number>): Promise<void> => {
    const measured = await measureOffset(ask);
    const seconds = Math.round(measured / 1000);
    if (seconds !== Math.round(offset / 1000)) onOffset(seconds);
    offset = measured;
  };
  if (readClock !== undefined) await compare(readClock);
  const timer = readClock && setInterval(() => compare(readClock).catch(() => {}), compareEveryMilliseconds).unref();
  return {
    clock: () => epochSeconds(Math.floor((Date.now() - offset) / 1000)),
    close: () => clearInterval(timer),
  };
}
