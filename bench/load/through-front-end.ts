import type { Bodies, Job } from './job.ts';

/** Where a front end hands token requests on, and its token. */
export interface EngineCalls {
  readonly path: string;
  readonly token: string;
}

const wrap = (form: string): string => JSON.stringify({ parameters: form });

function wrapBodies(bodies: Bodies): Bodies {
  switch (bodies.kind) {
    case 'same':
      return { kind: 'same', body: wrap(bodies.body) };
    case 'list':
      return { kind: 'list', bodies: bodies.bodies.map(wrap) };
    case 'none':
    case 'chain':
      throw new Error(`a front end hands no ${bodies.kind} on`);
  }
}

/** The same load, but each form is handed on by a front end that got it: as a call of the engine API. */
export const throughFrontEnd = (job: Job, { path, token }: EngineCalls): Job => ({
  ...job,
  path,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  bodies: wrapBodies(job.bodies),
});
