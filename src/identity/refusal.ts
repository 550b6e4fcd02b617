import type { Seconds } from '../protocol/units.ts';

/** Why identity refuses: each face has a status, page or exit code for each. */
export type RefusalReason =
  | 'invalid' // the input breaks a rule
  | 'taken' // the name belongs to something else
  | 'not_found'
  | 'denied' // the credentials are wrong, or do not suffice
  | 'ambiguous' // several are meant, and only one may be
  | 'unavailable' // somebody else must be asked, and does not answer
  | 'rate_limited'
  | 'already_set_up';

/** A refusal, with words that may be shown to whoever asked. */
export interface Refusal {
  readonly action: 'refuse';
  readonly reason: RefusalReason;
  readonly message: string;
  /** The input that was wrong, by its wire name. */
  readonly field: string | undefined;
  /** When it is worth trying again. */
  readonly retryAfter: Seconds | undefined;
}

/** Makes a refusal. */
export const refuse = (
  reason: RefusalReason,
  message: string,
  more: { readonly field?: string; readonly retryAfter?: Seconds } = {},
): Refusal => ({ action: 'refuse', reason, message, field: more.field, retryAfter: more.retryAfter });
