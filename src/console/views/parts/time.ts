import type { EpochSeconds } from '../../../protocol/units.ts';
import { toRfc3339 } from '../../../protocol/units.ts';
import { type Html, html } from '../../html.ts';

const steps = [
  { unit: 'year', inSeconds: 31_536_000 },
  { unit: 'month', inSeconds: 2_592_000 },
  { unit: 'day', inSeconds: 86_400 },
  { unit: 'hour', inSeconds: 3600 },
  { unit: 'minute', inSeconds: 60 },
] as const;
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A distance in time as a person says it: "in 3 hours", "5 minutes ago", "just now". */
export function describeTime(now: EpochSeconds, at: EpochSeconds): string {
  const distance = at - now;
  const step = steps.find(({ inSeconds }) => Math.abs(distance) >= inSeconds);
  if (step === undefined) return distance <= 0 ? 'just now' : 'in less than a minute';
  return words.format(Math.trunc(distance / step.inSeconds), step.unit);
}

/** The distance in words, with the exact time for machines and on hover. */
export const renderTime = (now: EpochSeconds, at: EpochSeconds): Html =>
  html`<time datetime="${toRfc3339(at)}" title="${toRfc3339(at)}">${describeTime(now, at)}</time>`;
