import { plainServiceRules } from '../../../engine/model/request-rules.ts';
import type { ValueKind } from '../setting.ts';

const known = plainServiceRules.authenticationClasses.map(({ acr }) => acr);

/** Authentication context classes that people can reach: one they cannot would lock everybody out. */
export const acrValues: ValueKind<readonly string[]> = {
  accepted: `some of ${known.join(', ')}, with spaces between`,
  parse: (text) => {
    const words = text.split(/\s+/).filter((word) => word !== '');
    return words.every((word) => known.includes(word)) ? words : undefined;
  },
  format: (words) => words.join(' '),
};
