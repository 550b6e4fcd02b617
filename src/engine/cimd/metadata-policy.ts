import { isSameJson } from '../../protocol/authorization-detail.ts';
import type { JsonObject } from '../../protocol/jose/parse-object.ts';
import type { MetadataPolicy } from '../model/registration-rules.ts';

/** The value of one member after an operator; a string says why there is none. */
type Outcome = { readonly value: unknown } | { readonly fault: string };

type Operator = (value: unknown, operand: unknown) => Outcome;

/** Lists travel as such, and scopes as text with spaces (OpenID Federation 1.0 §6.1.3). */
const toList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : [value];

const likeBefore = (before: unknown, list: readonly unknown[]): unknown => (typeof before === 'string' ? list.join(' ') : list);

const has = (list: unknown, value: unknown): boolean => toList(list).some((each) => isSameJson(each, value));

/** In the order in which they are applied (§6.1.3.1). */
const operators: Readonly<Record<string, Operator>> = {
  value: (_value, operand) => ({ value: operand ?? undefined }),
  add: (value, operand) => {
    const before = value === undefined ? [] : toList(value);
    return { value: likeBefore(value, [...before, ...toList(operand).filter((each) => !has(before, each))]) };
  },
  default: (value, operand) => ({ value: value ?? operand }),
  one_of: (value, operand) =>
    value === undefined || (Array.isArray(operand) && has(operand, value)) ? { value } : { fault: 'is not one that is allowed' },
  subset_of: (value, operand) => {
    if (value === undefined) return { value };
    const allowed = toList(value).filter((each) => has(operand, each));
    return { value: allowed.length === 0 ? undefined : likeBefore(value, allowed) };
  },
  superset_of: (value, operand) =>
    value === undefined || toList(operand).every((each) => has(value, each)) ? { value } : { fault: 'lacks a value that is demanded' },
  essential: (value, operand) => (operand === true && value === undefined ? { fault: 'is demanded' } : { value }),
};

/** What is wrong with a policy, in words for whoever wrote it; undefined if nothing is. */
export function findPolicyFault(policy: MetadataPolicy): string | undefined {
  for (const [member, rules] of Object.entries(policy)) {
    const unknown = Object.keys(rules).find((name) => !Object.hasOwn(operators, name));
    if (unknown !== undefined) return `the policy of ${member} has the unknown operator ${unknown}`;
  }
  return undefined;
}

/**
 * Applies a policy to metadata: sets, completes and narrows them, or finds that they break it.
 *
 * @returns the metadata, or in words what breaks the policy. An operator that is not known is broken by everything: fail closed.
 * @see OpenID Federation 1.0 §6.1.3
 */
export function applyMetadataPolicy(metadata: JsonObject, policy: MetadataPolicy): JsonObject | string {
  const policyFault = findPolicyFault(policy);
  if (policyFault !== undefined) return policyFault;
  const result: Record<string, unknown> = { ...metadata };
  for (const [member, rules] of Object.entries(policy))
    for (const [name, operate] of Object.entries(operators)) {
      if (!Object.hasOwn(rules, name)) continue;
      const outcome = operate(result[member], rules[name]);
      if ('fault' in outcome) return `the member ${member} ${outcome.fault}`;
      result[member] = outcome.value;
    }
  return result;
}
