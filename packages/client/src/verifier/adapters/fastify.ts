import { AccessDeniedError } from '../access-denied-error.ts';
import type { Verifier } from '../create-verifier.ts';
import type { Requirements } from '../judge-requirements.ts';
import type { ClientCertificate } from '../presented-request.ts';
import { rememberAccess } from './access-of.ts';
import { certificateOf, type NodeHeaders, presentedByNode } from './node-request.ts';

export { accessOf } from './access-of.ts';

/** What of a Fastify request is looked at. */
export interface FastifyRequestLike {
  readonly method: string;
  readonly protocol: string;
  readonly host: string;
  readonly originalUrl: string;
  readonly headers: NodeHeaders;
  readonly socket: unknown;
}

/** What of a Fastify reply is used. */
export interface FastifyReplyLike {
  code(status: number): this;
  headers(values: Record<string, string>): this;
  send(body: unknown): this;
}

/**
 * A Fastify hook, for `onRequest` or `preHandler`, that lets only requests with enough access through.
 *
 * @example
 * ```ts
 * app.get('/notes', { onRequest: requireAccess(verifier, { scopes: ['notes:read'] }) }, (request) => notesOf(accessOf(request).subject));
 * ```
 * @param certificate tells the client's certificate where a proxy ends TLS
 */
export const requireAccess =
  (
    verifier: Verifier,
    requirements?: Requirements,
    certificate: (request: FastifyRequestLike) => ClientCertificate | undefined = ({ socket }) => certificateOf(socket),
  ) =>
  async (request: FastifyRequestLike, reply: FastifyReplyLike): Promise<unknown> => {
    const { method, protocol, host, originalUrl, headers } = request;
    const presented = { method, url: `${protocol}://${host}${originalUrl}`, certificate: certificate(request) };
    try {
      const access = await verifier.verify(presentedByNode(headers, presented), requirements);
      rememberAccess(request, access);
      reply.headers(access.responseHeaders);
      return undefined;
    } catch (error) {
      if (!(error instanceof AccessDeniedError)) throw error;
      return reply.code(error.status).headers(error.headers).send(error.body);
    }
  };
