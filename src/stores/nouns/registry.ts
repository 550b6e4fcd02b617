import type { Noun } from '../noun.ts';
import { codes } from './codes.ts';
import { connectStates } from './connect-states.ts';
import { connections } from './connections.ts';

/** Everything that is kept. The drivers, the sweeper and key rotation read this list and no other. */
export const nouns: readonly Noun[] = [codes, connectStates, connections];
