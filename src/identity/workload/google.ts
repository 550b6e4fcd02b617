import { readInstanceId } from './instance-id.ts';
import { refuseProof, type WorkloadPlatform } from './platform.ts';
import { verifyToken } from './verify-token.ts';

/** An ID token of a Compute Engine instance, in its full format. */
export interface GoogleProof {
  readonly token: string;
}

/** A member of an object, if it is one. */
function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined; // checked on this line
}

/**
 * Google Cloud.
 *
 * @see https://cloud.google.com/compute/docs/instances/verifying-instance-identity
 */
export const google: WorkloadPlatform<GoogleProof> = {
  name: 'google',
  label: 'Google Cloud',
  knownBy: 'instance',
  verify: async (workload, { token }, now) => {
    const verified = await verifyToken(workload, token, { ...workload.trust.google, algorithms: ['RS256'] }, now);
    if (verified.outcome === 'refused') return verified;
    const { google: details } = verified.claims;
    const instance = memberOf(details, 'compute_engine');
    if (instance === undefined) return refuseProof('malformed', 'The token says nothing of the machine. Ask for it with format=full.');
    return readInstanceId('google', memberOf(instance, 'instance_id'), 'google.compute_engine.instance_id');
  },
};
