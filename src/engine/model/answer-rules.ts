import { type Seconds, seconds } from '../../protocol/units.ts';
import type { ServiceSignatureKeys } from './signature-keys.ts';

/** What a service's answers are like, and what they leave out. */
export interface ServiceAnswerRules {
  /** How long a signed authorization response is good (JARM §2.1 recommends no more than ten minutes). */
  readonly signedResponseLifetime: Seconds;
  /** `iss` in authorization responses (RFC 9207 §2). */
  readonly issSuppressed: boolean;
  /** `error_description` (RFC 6749 §5.2). */
  readonly errorDescriptionOmitted: boolean;
  /** `error_uri` (RFC 6749 §5.2). */
  readonly errorUriOmitted: boolean;
  readonly signatureKeys: ServiceSignatureKeys;
}

/** Errors say what is wrong; they link to nothing. */
export const plainAnswerRules: ServiceAnswerRules = {
  signedResponseLifetime: seconds(600),
  issSuppressed: false,
  errorDescriptionOmitted: false,
  errorUriOmitted: true,
  signatureKeys: {},
};
