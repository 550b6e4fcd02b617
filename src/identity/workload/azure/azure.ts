import type { WorkloadPlatform } from '../platform.ts';

/** An attested document: PKCS #7 in base64. */
export interface AzureProof {
  readonly signature: string;
  /** What it is encoded in; Azure knows `pkcs7` alone. */
  readonly encoding: string;
}

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
