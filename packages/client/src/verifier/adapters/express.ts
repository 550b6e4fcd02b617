import { AccessDeniedError } from '../access-denied-error.ts';
import type { Verifier } from '../create-verifier.ts';
import type { Requirements } from '../judge-requirements.ts';
import type { ClientCertificate } from '../presented-request.ts';
import { rememberAccess } from './access-of.ts';
import { certificateOf, type NodeHeaders, presentedByNode } from './node-request.ts';

export { accessOf } from './access-of.ts';

/** What of an Express request is looked at. */
export interface ExpressRequestLike {
  readonly method: string;
  readonly protocol: string;
  readonly originalUrl: string;
  readonly headers: NodeHeaders;
  readonly socket: unknown;
}

/** What of an Express response is used. */
export interface ExpressResponseLike {
  status(status: number): this;
  set(headers: Record<string, string>): this;
  json(body: unknown): this;
}

/**
 * An Express middleware that lets only requests with enough access through.
 *
 * @example
 * ```ts
 * app.get('/notes', requireAccess(verifier, { scopes: ['notes:read'] }), (request, response) => response.json(accessOf(request).subject));
 * ```
 * @param certificate tells the client's certificate where a proxy ends TLS
 */
export const requireAccess =
  (
    verifier: Verifier,
    requirements?: Requirements,
    certificate: (request: ExpressRequestLike) => ClientCertificate | undefined = ({ socket }) => certificateOf(socket),
  ) =>
  async (request: ExpressRequestLike, response: ExpressResponseLike, next: (error?: unknown) => void): Promise<void> => {
    const { method, protocol, originalUrl, headers } = request;
    const presented = { method, url: `${protocol}://${headers.host ?? ''}${originalUrl}`, certificate: certificate(request) };
    try {
      const access = await verifier.verify(presentedByNode(headers, presented), requirements);
      rememberAccess(request, access);
      response.set(access.responseHeaders);
    } catch (error) {
      if (error instanceof AccessDeniedError) response.status(error.status).set(error.headers).json(error.body);
      else next(error);
      return;
    }
    next();
  };
