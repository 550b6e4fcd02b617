import { type Seconds, seconds } from '../../protocol/units.ts';
import type { KeySets } from './key-sets.ts';
import type { WorkloadTrust } from './trust.ts';

/** How much of a certificate is read, and for how long it is waited for. */
export const certificateLimits: { readonly bytes: number; readonly timeout: Seconds } = { bytes: 1_048_576, timeout: seconds(5) };

/**
 * Gets a certificate from a URL that somebody else's certificate names: the address that was looked up is the one that is dialled, and
 * it is public; no redirect is followed; {@link certificateLimits} hold. undefined if it cannot be had.
 */
export type FetchCertificate = (url: string) => Promise<Uint8Array | undefined>;

/** What checking workloads takes besides the time. */
export interface Workload {
  readonly trust: WorkloadTrust;
  readonly keySets: KeySets;
  readonly fetchCertificate: FetchCertificate;
}
