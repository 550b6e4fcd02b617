import type { CommandEntry, CommandList } from '../command.ts';
import type { OperationCommand } from './operation-command.ts';

const entriesOf = async (operations: readonly OperationCommand[]): Promise<readonly CommandEntry[]> =>
  (await import('./entries-of-operations.ts')).entriesOfOperations(operations);

/** Every command of the engine API, a file for each first word: written by `npm run docs` from the definitions of the operations. */
export const operationCommands: CommandList = {
  title: 'Commands of the engine API',
  groups: {
    ciba: 'Answer backchannel authentication requests.',
    federation: 'Answer requests of OpenID Federation.',
    'grant-management': 'Answer requests about grants.',
    'hardware-security-keys': 'Manage keys that are kept in hardware.',
    lifecycle: 'Ask whether it is up, and what it can do.',
    'native-sso': 'Sign in to one app with the session of another.',
    'pushed-authorization': 'Answer pushed authorization requests.',
    revocation: 'Answer revocation requests.',
    token: 'Answer token requests, and manage tokens.',
    'verifiable-credentials': 'Issue verifiable credentials.',
  },
  entries: [],
  families: {
    ciba: async () => entriesOf((await import('./tables/ciba.ts')).cibaOperations),
    federation: async () => entriesOf((await import('./tables/federation.ts')).federationOperations),
    'grant-management': async () => entriesOf((await import('./tables/grant-management.ts')).grantManagementOperations),
    'hardware-security-keys': async () => entriesOf((await import('./tables/hardware-security-keys.ts')).hardwareSecurityKeysOperations),
    lifecycle: async () => entriesOf((await import('./tables/lifecycle.ts')).lifecycleOperations),
    'native-sso': async () => entriesOf((await import('./tables/native-sso.ts')).nativeSsoOperations),
    'pushed-authorization': async () => entriesOf((await import('./tables/pushed-authorization.ts')).pushedAuthorizationOperations),
    revocation: async () => entriesOf((await import('./tables/revocation.ts')).revocationOperations),
    token: async () => entriesOf((await import('./tables/token.ts')).tokenOperations),
    'verifiable-credentials': async () => entriesOf((await import('./tables/verifiable-credentials.ts')).verifiableCredentialsOperations),
  },
};
