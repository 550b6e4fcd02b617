import type { OperationFamilies } from '../operation-command.ts';

/** Every table of commands, by the first word of its commands: written by `npm run docs`. */
export const families: OperationFamilies = {
  lifecycle: async () => (await import('./lifecycle.ts')).lifecycleOperations,
  'pushed-authorization': async () => (await import('./pushed-authorization.ts')).pushedAuthorizationOperations,
  revocation: async () => (await import('./revocation.ts')).revocationOperations,
  token: async () => (await import('./token.ts')).tokenOperations,
};
