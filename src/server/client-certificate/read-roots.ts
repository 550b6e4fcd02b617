import type { X509Certificate } from 'node:crypto';
import { readPem } from './read-pem.ts';

/** What was read, for as long as the service that has the texts is remembered. */
const known = new WeakMap<readonly string[], readonly X509Certificate[]>();

/** The certificates of a service's authorities, which are read once for each list. */
export function readRoots(roots: readonly string[]): readonly X509Certificate[] {
  const found = known.get(roots);
  if (found !== undefined) return found;
  const read = roots.flatMap(readPem);
  known.set(roots, read);
  return read;
}
