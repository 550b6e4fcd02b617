import { ApiError } from '../../http/api/api-error.ts';
import { decodePolicy, type PolicyInput, policyInput } from '../../http/api/federation/policy-body.ts';
import { makeDecoder } from '../../http/api/validate.ts';
import { refusePolicy } from '../../identity/federation/decide-policy.ts';
import type { FederationPolicy } from '../../identity/model/federation-policy.ts';
import { ConfigurationError } from '../../protocol/configuration-error.ts';

const decode = makeDecoder(policyInput, 'body');

/** The members of a policy as the REST API takes them: the file says nothing else. */
function readMembers(path: string, entry: unknown): PolicyInput {
  try {
    return decode(entry) as PolicyInput; // the schema is that type's
  } catch (error) {
    const [fault] = error instanceof ApiError ? (error.validations ?? []) : [];
    if (fault === undefined) throw error;
    const place = fault.field === 'body' ? path : `${path}.${fault.field}`;
    throw new ConfigurationError(place, fault.detail, 'a policy as the REST API takes it');
  }
}

/**
 * Reads the trust policies of the configuration file.
 *
 * @throws ConfigurationError naming the entry that is wrong, or the second of two of one name.
 */
export function readFederationPolicies(list: unknown): readonly FederationPolicy[] {
  if (!Array.isArray(list)) throw new ConfigurationError('federation', typeof list, 'a list of trust policies');
  const names = new Set<string>();
  return list.map((entry: unknown, index) => {
    const path = `federation[${index}]`;
    const policy = decodePolicy(readMembers(path, entry));
    const refused = refusePolicy(policy);
    if (refused !== undefined) throw new ConfigurationError(`${path}.${refused.field ?? ''}`, 'something else', refused.message);
    if (names.has(policy.name)) {
      throw new ConfigurationError(`${path}.name`, `a second policy ${JSON.stringify(policy.name)}`, 'a name of its own for each');
    }
    names.add(policy.name);
    return policy;
  });
}
