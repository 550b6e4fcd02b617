import type { Deadline } from '../flight/flight.ts';

/** The authorization server could not be asked, or its answer makes no sense: nobody can say what a token is worth. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
}

/** When an authorization server is taken not to answer, however often its own time limits start anew. */
export const upstreamDeadline: Deadline = {
  milliseconds: 30_000,
  failure: () => new UpstreamError('the authorization server was asked for 30 s, and nothing was heard of it'),
};
