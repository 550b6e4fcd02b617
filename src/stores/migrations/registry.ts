import type { Migration } from '../noun.ts';
import { codes } from './0010-codes.ts';
import { connections } from './0050-connections.ts';
import { connectStates } from './0051-connect-states.ts';

/** Every migration, ascending by number. */
export const migrations: readonly Migration[] = [codes, connections, connectStates];
