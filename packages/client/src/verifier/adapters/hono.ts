import { AccessDeniedError } from '../access-denied-error.ts';
import type { Verifier } from '../create-verifier.ts';
import type { Requirements } from '../judge-requirements.ts';
import type { ClientCertificate } from '../presented-request.ts';
import { rememberAccess } from './access-of.ts';

export { accessOf } from './access-of.ts';

/** What of a Hono context is used. */
export interface HonoContextLike {
  readonly req: { readonly raw: Request };
  header(name: string, value: string): void;
}

/**
 * A Hono middleware that lets only requests with enough access through.
 *
 * @example
 * ```ts
 * app.get('/notes', requireAccess(verifier, { scopes: ['notes:read'] }), (c) => c.json(accessOf(c).subject));
 * ```
 * @param certificate tells the client's certificate, which a web `Request` does not have
 */
export const requireAccess =
  <Context extends HonoContextLike>(
    verifier: Verifier,
    requirements?: Requirements,
    certificate: (context: Context) => ClientCertificate | undefined = () => undefined,
  ) =>
  async (context: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    try {
      const access = await verifier.verifyRequest(context.req.raw, requirements, certificate(context));
      rememberAccess(context, access);
      for (const [name, value] of Object.entries(access.responseHeaders)) context.header(name, value);
    } catch (error) {
      if (error instanceof AccessDeniedError) return error.toResponse();
      throw error;
    }
    await next();
    return undefined;
  };
