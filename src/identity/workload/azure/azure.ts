import type { WorkloadPlatform } from '../platform.ts';
import type { AzureProof } from './proof.ts';

/**
 * Azure.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service#attested-data
 */
export const azure: WorkloadPlatform<AzureProof> = {
  name: 'azure',
  label: 'Azure',
  knownBy: 'instance',
  verify: async (workload, proof, now) => {
    const { verifyAttestedDocument } = await import('./verify-attested-document.ts'); // PKCS #7 takes a library that few need
    return verifyAttestedDocument(workload, proof, now);
  },
};
