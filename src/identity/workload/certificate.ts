import type { X509Certificate } from 'node:crypto';
import type { EpochSeconds } from '../../protocol/units.ts';

const secondsOf = (date: Date): number => date.getTime() / 1000;

/** Whether the time is within the certificate's validity (RFC 5280 §4.1.2.5). */
export const isValidAt = ({ validFromDate, validToDate }: X509Certificate, now: EpochSeconds): boolean =>
  secondsOf(validFromDate) <= now && now <= secondsOf(validToDate);
