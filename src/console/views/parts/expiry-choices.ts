import type { Html } from '../../html.ts';
import { renderSelect } from './choices.ts';

const days: readonly { readonly value: string; readonly label: string }[] = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: '', label: 'No end' },
];

/** The lifetimes a form offers, in days; empty means no end. */
export const expiryDays: readonly string[] = days.map(({ value }) => value);

/** The drop-down `expires_in_days`. */
export const renderExpiryChoices = (): Html =>
  renderSelect({
    name: 'expires_in_days',
    legend: 'Expires after',
    choices: days.map((choice) => ({ ...choice, isChosen: choice.value === '90' })),
  });
