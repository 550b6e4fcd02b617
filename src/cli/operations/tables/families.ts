import type { OperationFamily } from '../operation-command.ts';

/** Every table of commands, by the first word of its commands: written by `npm run docs`. */
export const families: Readonly<Record<string, OperationFamily>> = {
  lifecycle: {
    summary: 'Ask whether the engine API is up, and what it can do.',
    load: async () => (await import('./lifecycle.ts')).lifecycleOperations,
  },
  'pushed-authorization': {
    summary: 'Answer pushed authorization requests.',
    load: async () => (await import('./pushed-authorization.ts')).pushedAuthorizationOperations,
  },
  revocation: { summary: 'Answer revocation requests.', load: async () => (await import('./revocation.ts')).revocationOperations },
  token: {
    summary: 'Answer token requests of your own front end, and manage tokens.',
    load: async () => (await import('./token.ts')).tokenOperations,
  },
};
