import { type Seconds, seconds } from '../../protocol/units.ts';

/** The letters of a user code: consonants that no word has and no one confuses, or digits for keypads (RFC 8628 §6.1). */
export type UserCodeCharset = 'BASE20' | 'NUMERIC';

/** How a service lets devices ask that have no browser (RFC 8628). */
export interface ServiceDeviceRules {
  /** How long a person has to type the code. */
  readonly codeLifetime: Seconds;
  /** How long a device waits between two polls. */
  readonly pollingInterval: Seconds;
  readonly userCodeCharset: UserCodeCharset;
  /** Letters of a user code, without hyphens. */
  readonly userCodeLength: number;
  /** Where people type the code; undefined: at our own page. */
  readonly verificationUri: string | undefined;
  /** The same with the code in it, in the place of `USER_CODE`; undefined: there is none, unless the page is ours. */
  readonly verificationUriComplete: string | undefined;
}

/** A service that asks for nothing of its own. */
export const plainDeviceRules: ServiceDeviceRules = {
  codeLifetime: seconds(600),
  pollingInterval: seconds(5),
  userCodeCharset: 'BASE20',
  userCodeLength: 8,
  verificationUri: undefined,
  verificationUriComplete: undefined,
};
