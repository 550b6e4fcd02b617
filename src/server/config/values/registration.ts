import { findPolicyFault } from '../../../engine/cimd/metadata-policy.ts';
import type { MetadataPolicy } from '../../../engine/model/registration-rules.ts';
import { isJsonObject, parseObject } from '../../../protocol/jose/parse-object.ts';
import { Secret } from '../../../protocol/secret.ts';
import type { ValueKind } from '../setting.ts';

const words = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** A number of things. */
export const count: ValueKind<number> = {
  accepted: 'a whole number',
  parse: (text) => (/^[0-9]{1,9}$/.test(text) ? Number(text) : undefined),
  format: String,
};

/** Letters that a token must have at least: it is guessed at from anywhere. */
const minTokenLength = 20;

/** Tokens with spaces between. */
export const tokens: ValueKind<readonly Secret[]> = {
  accepted: `tokens of at least ${minTokenLength} letters and digits each, with spaces between`,
  parse: (text) => {
    const list = words(text);
    return list.every((token) => token.length >= minTokenLength && /^[\x21-\x7e]+$/.test(token))
      ? list.map((token) => new Secret(token))
      : undefined;
  },
  format: (list) => list.join(' '),
};

/** Beginnings of URLs. */
export const urlBeginnings: ValueKind<readonly string[]> = {
  accepted: 'https URLs with spaces between, such as https://apps.example.com/',
  parse: (text) => {
    const list = words(text);
    return list.every((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? '')) ? list : undefined;
  },
  format: (list) => list.join(' '),
};

/** A metadata policy (OpenID Federation 1.0 §6.1), as JSON. */
export const metadataPolicy: ValueKind<MetadataPolicy> = {
  accepted: 'JSON: for each member an object of value, default, add, one_of, subset_of, superset_of and essential',
  parse: (text) => {
    const policy = parseObject(text);
    if (policy === undefined || !Object.values(policy).every(isJsonObject)) return undefined;
    const read = policy as MetadataPolicy; // each entry is an object
    return findPolicyFault(read) === undefined ? read : undefined;
  },
  format: (policy) => JSON.stringify(policy),
};
