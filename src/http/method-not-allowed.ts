import type { FastifyInstance, FastifyReply, HTTPMethods } from 'fastify';

const allMethods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Answers the methods a path does not know with 405 and `Allow` (RFC 9110 §15.5.6).
 * `routes` are the (method, path) pairs that exist; HEAD comes with GET.
 */
export function refuseOtherMethods(
  app: FastifyInstance,
  routes: readonly { readonly method: string; readonly path: string }[],
  refuse: (reply: FastifyReply, allowed: string) => unknown,
): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const known = routes.filter((route) => route.path === path).map((route) => route.method);
    const others = allMethods.filter((method) => !known.includes(method));
    const allowed = [...known, ...(known.includes('GET') ? ['HEAD'] : [])].join(', ');
    app.route({ method: [...others], url: path, handler: async (_request, reply) => refuse(reply.header('allow', allowed), allowed) });
  }
}
