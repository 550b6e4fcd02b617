import type { OperationCommand } from '../operation-command.ts';

/** The commands that begin with `lifecycle`: written by `npm run docs` from the definitions of their operations. */
export const lifecycleOperations: readonly OperationCommand[] = [
  {
    path: ['lifecycle', 'healthcheck'],
    summary: 'Tell whether the engine API is up.',
    method: 'GET',
    template: '/api/lifecycle/healthcheck',
    example: {},
    flags: [{ name: 'extended', member: 'extended', place: 'query', type: 'bool', summary: 'Accepted, and changes nothing: see /readyz.' }],
  },
  {
    path: ['lifecycle', 'info'],
    summary: 'Tell the version of the interface, and what it can do.',
    method: 'GET',
    template: '/api/info',
    example: {},
    flags: [],
  },
  {
    path: ['lifecycle', 'echo'],
    summary: 'Answer the query it was sent.',
    method: 'GET',
    template: '/api/misc/echo',
    example: {},
    flags: [],
  },
];
