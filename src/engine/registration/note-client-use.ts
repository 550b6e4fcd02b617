import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import type { Client } from '../model/client.ts';

const day = 86_400;
const nothing: readonly EngineChange[] = [];

/** The write that notes a use of a client that no operator made, so that it is not ended for want of any; none while the last note is younger than a day. */
export const noteClientUse = ({ source, number, lastUsedAt }: Client, now: EpochSeconds): readonly EngineChange[] =>
  source === 'static' || (lastUsedAt !== undefined && lastUsedAt > now - day)
    ? nothing
    : [{ change: 'touch_client', clientNumber: number, at: now }];
