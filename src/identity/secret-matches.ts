import { equalInConstantTime } from '../protocol/constant-time.ts';
import type { Credential } from '../protocol/credential.ts';
import type { Sha256 } from '../protocol/mint.ts';

/** Whether a presented credential has the secret its row was made with. */
export const secretMatches = (credential: Credential, row: { readonly secretHash: string }, sha256: Sha256): boolean =>
  equalInConstantTime(sha256(credential.secret), row.secretHash);
