import type { Sha256 } from '../../protocol/mint.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { toAscii } from '../ascii.ts';
import type { AuditEntry, AuditEvent, AuditHead } from '../model/audit-event.ts';

/** An entry and when it was told. */
export interface TimedEntry {
  readonly entry: AuditEntry;
  readonly at: EpochSeconds;
}

const hashOf = (event: Omit<AuditEvent, 'hash'>, sha256: Sha256): string => {
  const details = Object.entries(event.details ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const { sequence, at, actor, target, address, requestId, previousHash } = event;
  // Absent is null and not '': a field cannot be emptied unseen.
  const told = [previousHash, sequence, at, event.event, actor, target ?? null, address ?? null, requestId ?? null, details];
  return sha256(toAscii(JSON.stringify(told)));
};

/** Text as stores keep it: neither NUL nor half a surrogate pair. What is hashed otherwise would look altered once it is read. */
const asKept = <Text extends string | undefined>(text: Text): Text => text?.toWellFormed().replaceAll('\0', '\ufffd') as Text; // of a template literal type no letter is one of these

/** Chains entries to the newest link, in their order. */
export function chainEvents(head: AuditHead | undefined, entries: readonly TimedEntry[], sha256: Sha256): readonly AuditEvent[] {
  let { sequence, hash } = head ?? { sequence: 0, hash: '' };
  return entries.map(({ entry, at }) => {
    const { event, actor, target, address, requestId, details } = entry;
    sequence += 1;
    const told = { actor: asKept(actor), target: asKept(target), address: asKept(address), requestId: asKept(requestId) };
    const link = { sequence, at, event, ...told, details, previousHash: hash };
    hash = hashOf(link, sha256);
    return { ...link, hash };
  });
}

/**
 * Checks a stretch of the trail, oldest first: places without gaps, each link hashed right and chained to the one before.
 *
 * @returns the sequence of the first link that is wrong; undefined if all are right.
 */
export function findBrokenLink(events: readonly AuditEvent[], sha256: Sha256): number | undefined {
  let before: AuditEvent | undefined;
  for (const event of events) {
    const follows = before === undefined || (event.sequence === before.sequence + 1 && event.previousHash === before.hash);
    const begins = event.sequence > 1 || event.previousHash === '';
    if (!follows || !begins || hashOf(event, sha256) !== event.hash) return event.sequence;
    before = event;
  }
  return undefined;
}
