import type { Mint } from '../../protocol/mint.ts';
import type { ServiceDeviceRules, UserCodeCharset } from '../model/device-rules.ts';

/** The letters of each charset (RFC 8628 §6.1). */
export const userCodeCharsets: Readonly<Record<UserCodeCharset, string>> = { BASE20: 'BCDFGHJKLMNPQRSTVWXZ', NUMERIC: '0123456789' };

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Both charsets divide it; letters of chance above are thrown away, so that all codes are equally likely. */
const evenly = 60;
/** Divisible by three, so that each letter of base64url has six bits of chance. */
const chanceBytes = 24;

/** The longest text that is looked at: what is longer was not typed. */
const maxTypedLength = 64;
const code = /^[0-9A-Z]+$/;

/** Makes a user code, as it is compared. */
export function makeUserCode(mint: Pick<Mint, 'random'>, rules: Pick<ServiceDeviceRules, 'userCodeCharset' | 'userCodeLength'>): string {
  const letters = userCodeCharsets[rules.userCodeCharset];
  let text = '';
  while (text.length < rules.userCodeLength) {
    for (const letter of mint.random(chanceBytes)) {
      const chance = base64url.indexOf(letter);
      if (chance < evenly) text += letters.charAt(chance % letters.length);
    }
  }
  return text.slice(0, rules.userCodeLength);
}

/** A user code as people read it: in groups of four letters, or three where that comes out even. */
export function formatUserCode(userCode: string): string {
  const group = userCode.length % 4 !== 0 && userCode.length % 3 === 0 ? /.{1,3}/g : /.{1,4}/g;
  return userCode.match(group)?.join('-') ?? userCode;
}

/** What was typed, as it is compared: without case, blanks and hyphens of any kind (RFC 8628 §6.1); undefined if it can be no code. */
export function readUserCode(typed: string): string | undefined {
  if (typed.length > maxTypedLength) return undefined;
  const text = typed.replaceAll(/[\s\p{Pd}.]/gu, '').toUpperCase();
  return code.test(text) ? text : undefined;
}
