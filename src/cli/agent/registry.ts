import type { ProofEntry } from './proof.ts';

/** Every way for an agent to prove what it is besides a token. Each is loaded when it is asked for. */
export const proofs: readonly ProofEntry[] = [
  { auth: 'google-instance-identity', load: async () => (await import('./google-instance-identity.ts')).googleInstanceIdentity },
  { auth: 'aws-instance-identity', load: async () => (await import('./aws-instance-identity.ts')).awsInstanceIdentity },
  { auth: 'azure-instance-identity', load: async () => (await import('./azure-instance-identity.ts')).azureInstanceIdentity },
  { auth: 'oidc', load: async () => (await import('./oidc.ts')).oidcToken },
];
