import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

/** Looks a name up as `dns.lookup` does. */
export type Lookup = (
  hostname: string,
  options: { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** A name, or an address, leads where we do not go. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/**
 * A lookup that finds only public addresses. The connection is made to what it answers, so that a name cannot be checked under one
 * address and dialled under another (DNS rebinding). One private address among several makes the name suspicious as a whole.
 *
 * Node does not look a literal address up: whoever uses this judges those apart.
 */
export function publicLookup(
  lookup: Lookup = systemLookup as Lookup,
  isPrivate: (address: string) => boolean = isPrivateAddress,
): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) done(error, '', 0);
      else if (first === undefined || addresses.some(({ address }) => isPrivate(address)))
        done(new PrivateAddressError(`${hostname} leads to a private address`), '', 0);
      else if (options.all === true) done(null, [...addresses]);
      else done(null, first.address, first.family);
    });
  };
}
