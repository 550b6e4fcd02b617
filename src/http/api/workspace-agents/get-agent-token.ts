import { getToken } from '../external-auth/get-token.ts';
import type { Operation } from '../operation.ts';

/** Makes the operation that hands the token of an agent's user out: one under each of its paths. */
export const getAgentToken = (about: Pick<Operation, 'name' | 'path' | 'summary'>): Operation =>
  getToken({ ...about, tag: 'Agents', authorization: { who: 'agent' } });
