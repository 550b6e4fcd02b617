import type { CommandEntry, CommandList } from '../command.ts';
import type { OperationCommand } from './operation-command.ts';

const entriesOf = async (operations: readonly OperationCommand[]): Promise<readonly CommandEntry[]> =>
  (await import('./entries-of-operations.ts')).entriesOfOperations(operations);

/** Every command of the engine API, a file for each first word: written by `npm run docs` from the definitions of the operations. */
export const operationCommands: CommandList = {
  title: 'Commands of the engine API',
  groups: {
    authorization: 'Answer authorization requests.',
    'authorization management': 'Read and change the tickets of authorization requests.',
    ciba: 'Answer backchannel authentication requests.',
    client: 'Manage clients and what users allowed them.',
    'client management': 'Lock clients, and manage their secrets, scopes, grants and tokens.',
    'device-flow': 'Answer device authorization requests.',
    'dynamic-client-registration': 'Register clients as they ask for it.',
    federation: 'Answer requests of OpenID Federation.',
    'grant-management': 'Answer requests about grants.',
    'hardware-security-keys': 'Manage keys that are kept in hardware.',
    introspection: 'Answer introspection requests.',
    'jose-object': 'Check signed and encrypted objects.',
    'jwk-set-endpoint': 'Get the keys of a service.',
    lifecycle: 'Ask whether it is up, and what it can do.',
    'native-sso': 'Sign in to one app with the session of another.',
    'pushed-authorization': 'Answer pushed authorization requests.',
    revocation: 'Answer revocation requests.',
    service: 'Manage services.',
    token: 'Answer token requests, and manage tokens.',
    'token management': 'Make, change, list and end tokens.',
    userinfo: 'Answer userinfo requests.',
    'verifiable-credentials': 'Issue verifiable credentials.',
  },
  entries: [],
  families: {
    authorization: async () => entriesOf((await import('./tables/authorization.ts')).authorizationOperations),
    ciba: async () => entriesOf((await import('./tables/ciba.ts')).cibaOperations),
    client: async () => entriesOf((await import('./tables/client.ts')).clientOperations),
    'device-flow': async () => entriesOf((await import('./tables/device-flow.ts')).deviceFlowOperations),
    'dynamic-client-registration': async () =>
      entriesOf((await import('./tables/dynamic-client-registration.ts')).dynamicClientRegistrationOperations),
    federation: async () => entriesOf((await import('./tables/federation.ts')).federationOperations),
    'grant-management': async () => entriesOf((await import('./tables/grant-management.ts')).grantManagementOperations),
    'hardware-security-keys': async () => entriesOf((await import('./tables/hardware-security-keys.ts')).hardwareSecurityKeysOperations),
    introspection: async () => entriesOf((await import('./tables/introspection.ts')).introspectionOperations),
    'jose-object': async () => entriesOf((await import('./tables/jose-object.ts')).joseObjectOperations),
    'jwk-set-endpoint': async () => entriesOf((await import('./tables/jwk-set-endpoint.ts')).jwkSetEndpointOperations),
    lifecycle: async () => entriesOf((await import('./tables/lifecycle.ts')).lifecycleOperations),
    'native-sso': async () => entriesOf((await import('./tables/native-sso.ts')).nativeSsoOperations),
    'pushed-authorization': async () => entriesOf((await import('./tables/pushed-authorization.ts')).pushedAuthorizationOperations),
    revocation: async () => entriesOf((await import('./tables/revocation.ts')).revocationOperations),
    service: async () => entriesOf((await import('./tables/service.ts')).serviceOperations),
    token: async () => entriesOf((await import('./tables/token.ts')).tokenOperations),
    userinfo: async () => entriesOf((await import('./tables/userinfo.ts')).userinfoOperations),
    'verifiable-credentials': async () => entriesOf((await import('./tables/verifiable-credentials.ts')).verifiableCredentialsOperations),
  },
};
