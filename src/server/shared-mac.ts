import { createHmac, hkdfSync } from 'node:crypto';
import type { SharedMac } from '../engine/ports.ts';

/**
 * Makes the MAC that every node of a deployment computes alike: its key is derived from the master key, which they share. What was made
 * with it ends when the master key is replaced.
 *
 * @see RFC 5869
 */
export function createSharedMac(masterKey: Uint8Array): SharedMac {
  const key = new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), 'grantry shared mac', 32));
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}
