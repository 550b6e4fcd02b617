import { join } from 'node:path';

/** The checkout's root. */
export const root: string = join(import.meta.dirname, '../..');
