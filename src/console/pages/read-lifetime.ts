import { type Seconds, seconds } from '../../protocol/units.ts';
import { expiryDays } from '../views/parts/expiry-choices.ts';

/** The lifetime a form chose. undefined is no end; a value the form does not offer counts as the shortest it does. */
export function readLifetime(form: URLSearchParams): Seconds | undefined {
  const days = form.get('expires_in_days') ?? '7';
  if (days === '') return undefined;
  return seconds(86_400 * Number(expiryDays.includes(days) ? days : '7'));
}
