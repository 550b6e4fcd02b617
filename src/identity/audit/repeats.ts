import type { EpochSeconds } from '../../protocol/units.ts';
import type { AuditEntry, AuditEventName } from '../model/audit-event.ts';
import type { TimedEntry } from './chain.ts';

/** Events that may come by the thousand in a second, all alike. */
const frequent: ReadonlySet<AuditEventName> = new Set<AuditEventName>(['token_handed_out', 'hand_out_denied']);

/** The entries of one second that are like an earlier one of it. */
export interface Repeats {
  /**
   * Counts an entry, if one like it was told in its second: same event, actor, target, address and details. The clock could not
   * tell them apart, so nothing is lost but the ids of their requests.
   *
   * @returns false if the entry is the first of its kind, and is to be written.
   */
  count(timed: TimedEntry): boolean;
  /** Takes what was counted, as one entry of each kind whose `details.count` says how many they were. */
  take(): readonly TimedEntry[];
}

interface Kind {
  readonly timed: TimedEntry;
  count: number;
}

const keyOf = ({ event, actor, target, address, details }: AuditEntry): string =>
  `${event}\n${actor}\n${target}\n${address}\n${details === undefined ? '' : JSON.stringify(details)}`;

const withCount = ({ timed: { entry, at }, count }: Kind): TimedEntry => ({
  entry: { ...entry, details: { ...entry.details, count } },
  at,
});

/** Starts to count. */
export function countRepeats(): Repeats {
  let second: EpochSeconds | undefined;
  let kinds = new Map<string, Kind>();
  let over: Kind[] = [];
  return {
    count: (timed) => {
      const { entry, at } = timed;
      if (!frequent.has(entry.event)) return false;
      if (at !== second) {
        over.push(...[...kinds.values()].filter(({ count }) => count > 0));
        second = at;
        kinds = new Map();
      }
      const key = keyOf(entry);
      const kind = kinds.get(key);
      if (kind === undefined) kinds.set(key, { timed, count: 0 });
      else kind.count += 1;
      return kind !== undefined;
    },
    take: () => {
      const taken = [...over, ...[...kinds.values()].filter(({ count }) => count > 0)].map(withCount);
      over = [];
      for (const kind of kinds.values()) kind.count = 0;
      return taken;
    },
  };
}
