import { Secret } from '../../../protocol/secret.ts';
import { type EpochSeconds, type Seconds, seconds } from '../../../protocol/units.ts';
import { parseJson } from '../../outbound/parse-json.ts';
import { printable } from '../../outbound/printable.ts';
import type { OutboundAnswer } from '../../ports.ts';
import { readRetryAfter } from '../../refresh/retry-after.ts';

/** A code a person types at the provider, and the one that is redeemed once they did. */
export interface DeviceCode {
  readonly deviceCode: Secret;
  /** Printable ASCII. */
  readonly userCode: string;
  /** Where the person types it; http or https. */
  readonly verificationUri: string;
  /** The same with the code in it; undefined if the provider offers none. */
  readonly verificationUriComplete: string | undefined;
  readonly expiresIn: Seconds;
  /** How long to wait between two attempts to redeem it. */
  readonly interval: Seconds;
}

/** What a device authorization endpoint's answer means. */
export type DeviceCodeAnswer =
  | { readonly answer: 'issued'; readonly code: DeviceCode }
  /** `words` are the provider's own where it has some; at most 400 letters. */
  | { readonly answer: 'refused'; readonly words: string };

const defaultInterval = 5; // RFC 8628 §3.2
/** A code without an end is taken to live as long as GitHub's. */
const usualLifetime = 900;

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const webUrl = (value: unknown): string | undefined =>
  typeof value === 'string' && /^https?:\/\/[\x21-\x7e]+$/.test(value) ? value : undefined;
const positive = (value: unknown, otherwise: number): Seconds => {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return seconds(Number.isFinite(number) && number > 0 ? Math.ceil(Math.min(number, 86_400)) : otherwise);
};

/**
 * Judges the answer of a provider's device authorization endpoint.
 *
 * @param clean takes out of the provider's words what must not be kept of them.
 * @see RFC 8628 §3.2; GitHub answers a rate limit with text, and form-encoded where JSON is not asked for. Google says
 * `verification_url` (developers.google.com/identity/protocols/oauth2/limited-input-device, read 2026-11-21).
 */
export function readDeviceCode(answer: OutboundAnswer, now: EpochSeconds, clean: (words: string) => string = printable): DeviceCodeAnswer {
  const refused = (words: string): DeviceCodeAnswer => ({ answer: 'refused', words: clean(words) });

  if (answer.outcome === 'failed') return refused(answer.words);
  const { status, headers, body } = answer;
  if (status === 429) {
    const wait = readRetryAfter({ ...headers, 'x-ratelimit-remaining': '0' }, now); // the status says that nothing remains
    return refused(`rate limit hit${wait === undefined ? '' : `, try again in ${wait} s`}`);
  }
  const members = parseJson(body);
  if (!isMembers(members)) {
    const [mediaType = 'no media type'] = (headers['content-type'] ?? '').split(';').filter((part) => part !== '');
    if (mediaType === 'application/x-www-form-urlencoded') return refused('the answer is form-url encoded, and JSON was expected');
    return refused(`status ${status} with ${mediaType}, and JSON was expected`);
  }
  const error = textOf(members.error_description) ?? textOf(members.error);
  if (error !== undefined) return refused(error);
  if (status < 200 || status >= 300) return refused(`status ${status}`);

  const deviceCode = textOf(members.device_code);
  const userCode = textOf(members.user_code);
  const verificationUri = webUrl(members.verification_uri ?? members.verification_url);
  if (deviceCode === undefined) return refused('the answer has no device_code');
  if (userCode === undefined || !/^[\x20-\x7e]{1,64}$/.test(userCode)) return refused('the answer has no user_code that can be shown');
  if (verificationUri === undefined) return refused('the answer has no verification_uri that can be opened');
  return {
    answer: 'issued',
    code: {
      deviceCode: new Secret(deviceCode),
      userCode,
      verificationUri,
      verificationUriComplete: webUrl(members.verification_uri_complete),
      expiresIn: positive(members.expires_in, usualLifetime),
      interval: positive(members.interval, defaultInterval),
    },
  };
}
