import type { Migration } from '../noun.ts';
import { codes } from './0010-codes.ts';

/** Every migration, ascending by number. */
export const migrations: readonly Migration[] = [codes];
