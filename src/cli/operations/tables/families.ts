import type { OperationFamily } from '../operation-command.ts';

/** Every table of commands, by the first word of its commands: written by `npm run docs`. */
export const families: Readonly<Record<string, OperationFamily>> = {
  ciba: { summary: 'Answer backchannel authentication requests.', load: async () => (await import('./ciba.ts')).cibaOperations },
  federation: {
    summary: 'Answer requests of OpenID Federation.',
    load: async () => (await import('./federation.ts')).federationOperations,
  },
  'grant-management': {
    summary: 'Answer requests about grants.',
    load: async () => (await import('./grant-management.ts')).grantManagementOperations,
  },
  'hardware-security-keys': {
    summary: 'Manage keys that are kept in hardware.',
    load: async () => (await import('./hardware-security-keys.ts')).hardwareSecurityKeysOperations,
  },
  lifecycle: {
    summary: 'Ask whether it is up, and what it can do.',
    load: async () => (await import('./lifecycle.ts')).lifecycleOperations,
  },
  'native-sso': {
    summary: 'Sign in to one app with the session of another.',
    load: async () => (await import('./native-sso.ts')).nativeSsoOperations,
  },
  'pushed-authorization': {
    summary: 'Answer pushed authorization requests.',
    load: async () => (await import('./pushed-authorization.ts')).pushedAuthorizationOperations,
  },
  revocation: { summary: 'Answer revocation requests.', load: async () => (await import('./revocation.ts')).revocationOperations },
  token: { summary: 'Answer token requests, and manage tokens.', load: async () => (await import('./token.ts')).tokenOperations },
  'verifiable-credentials': {
    summary: 'Issue verifiable credentials.',
    load: async () => (await import('./verifiable-credentials.ts')).verifiableCredentialsOperations,
  },
};
