import type { Access } from '../access.ts';

const accesses = new WeakMap<object, Access>();

/** Remembers what a request's token allows, for {@link accessOf}. */
export const rememberAccess = (request: object, access: Access): void => void accesses.set(request, access);

/**
 * What the token of a request allows: of the request that Fastify or Express hands to a handler, or of Hono's context.
 *
 * @throws Error if no adapter let the request through: a route that was left unguarded is found by its first request.
 */
export function accessOf(request: object): Access {
  const access = accesses.get(request);
  if (access === undefined) throw new Error('No access was checked for this request: put requireAccess before its handler.');
  return access;
}
