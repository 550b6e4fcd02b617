import type { ServiceDeviceRules } from '../model/device-rules.ts';

/** What is wrong: which rule, and why. */
export interface DeviceRulesFault {
  readonly rule: keyof ServiceDeviceRules;
  readonly fault: string;
}

/** What a rule may be, as whole numbers. */
export const deviceBounds = {
  codeLifetime: { min: 30, max: 86_400 },
  pollingInterval: { min: 1, max: 60 },
  /** So that there are at least 2^25 codes: guesses are counted, but not those of everybody at once (RFC 8628 §5.1, §6.1). */
  userCodeLength: { BASE20: 6, NUMERIC: 8, max: 24 },
} as const;

const isWithin = (value: number, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

const isWebUrl = (text: string): boolean => /^https?:\/\/[^\s/?#]+[^\s]*$/.test(text);

/** The first of a service's rules for devices that cannot be kept; undefined if all can. */
export function findDeviceRulesFault(rules: ServiceDeviceRules): DeviceRulesFault | undefined {
  const { codeLifetime, pollingInterval, userCodeLength } = deviceBounds;
  const lengths = { min: userCodeLength[rules.userCodeCharset], max: userCodeLength.max };
  if (!isWithin(rules.codeLifetime, codeLifetime)) return { rule: 'codeLifetime', fault: 'it is 30 to 86400 seconds' };
  if (!isWithin(rules.pollingInterval, pollingInterval)) return { rule: 'pollingInterval', fault: 'it is 1 to 60 seconds' };
  if (!isWithin(rules.userCodeLength, lengths)) {
    return { rule: 'userCodeLength', fault: `a code of ${rules.userCodeCharset} has ${lengths.min} to ${lengths.max} letters` };
  }
  const wrong = (['verificationUri', 'verificationUriComplete'] as const).find((rule) => {
    const uri = rules[rule];
    return uri !== undefined && !isWebUrl(uri);
  });
  if (wrong !== undefined) return { rule: wrong, fault: 'it is an absolute URL' };
  return rules.verificationUriComplete !== undefined && rules.verificationUri === undefined
    ? { rule: 'verificationUriComplete', fault: 'it goes with a verification URI' }
    : undefined;
}
