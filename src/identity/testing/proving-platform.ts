import { type ProvenWorkload, refuseProof, type WorkloadPlatform } from '../workload/platform.ts';

/** A platform that proves whatever it is told; undefined proves nothing. */
export const provingPlatform: WorkloadPlatform<ProvenWorkload | undefined> = {
  name: 'aws',
  label: 'Test',
  knownBy: 'instance',
  verify: async (_workload, proof) =>
    proof === undefined ? refuseProof('untrusted', 'Nobody says so.') : { outcome: 'proven', workload: proof },
};
