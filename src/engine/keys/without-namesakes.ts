import type { SigningKey } from '../model/signing-key.ts';
import { kidOf } from './kid-of.ts';

/** Keys of which no two are called the same: of several the newest is meant (RFC 7517 §4.5). @param keys newest first. */
export const withoutNamesakes = (keys: readonly SigningKey[]): readonly SigningKey[] => {
  const names = new Set<string>();
  return keys.filter((key) => {
    const isFirst = !names.has(kidOf(key));
    names.add(kidOf(key));
    return isFirst;
  });
};
