import type { Noun } from '../noun.ts';
import { codes } from './codes.ts';

/** Everything that is kept. The drivers, the sweeper and key rotation read this list and no other. */
export const nouns: readonly Noun[] = [codes];
