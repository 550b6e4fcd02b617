import type { EpochSeconds } from '../../protocol/units.ts';
import type { InstanceIdentity, WorkloadIdentity } from '../model/workload-identity.ts';
import type { Workload } from './ports.ts';

/** The claims of a token, decoded. */
export type Claims = Readonly<Record<string, unknown>>;

/** What a workload proved of itself. */
export type ProvenWorkload =
  | InstanceIdentity
  | { readonly platform: 'oidc'; readonly issuer: string; readonly subject: string; readonly claims: Claims };

/** Whether a proof holds. */
export type Verification =
  | { readonly outcome: 'proven'; readonly workload: ProvenWorkload }
  | {
      readonly outcome: 'refused';
      /**
       * `untrusted`: nobody we trust says so, or not at this time. `malformed`: somebody we trust says something else.
       * `unavailable`: whom we trust could not be asked.
       */
      readonly why: 'untrusted' | 'malformed' | 'unavailable';
      readonly words: string;
    };

/** A refusal of a proof. */
export type RefusedProof = Extract<Verification, { readonly outcome: 'refused' }>;

/** Makes a refusal; its words may be shown to whoever sent the proof. */
export const refuseProof = (why: RefusedProof['why'], words: string): RefusedProof => ({ outcome: 'refused', why, words });

/** A way for workloads to prove what they are. */
export interface WorkloadPlatform<Proof> {
  readonly name: WorkloadIdentity['platform'];
  /** What people call it. */
  readonly label: string;
  /** What its workloads are known by. */
  readonly knownBy: 'instance' | 'issuer';
  verify(workload: Workload, proof: Proof, now: EpochSeconds): Promise<Verification>;
}
