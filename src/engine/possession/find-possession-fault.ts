import type { Confirmation } from '../model/confirmation.ts';

/** Why keys that were shown do not open what is bound; undefined if they do. */
export function findPossessionFault(bound: Confirmation | undefined, shown: Confirmation | undefined): string | undefined {
  if (bound?.jkt !== undefined && bound.jkt !== shown?.jkt) return shown?.jkt === undefined ? 'DPoP proof missing' : 'another DPoP key';
  if (bound?.['x5t#S256'] !== undefined && bound['x5t#S256'] !== shown?.['x5t#S256']) {
    return shown?.['x5t#S256'] === undefined ? 'client certificate missing' : 'another client certificate';
  }
  return undefined;
}
