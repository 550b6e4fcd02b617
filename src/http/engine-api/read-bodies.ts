import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { CallerError } from './caller-error.ts';
import { FormBody } from './decode-body.ts';

/**
 * The text of a body. Bytes that are no text are not replaced by something else: what was a secret or a signed parameter would be another.
 *
 * @throws CallerError if it is none.
 * @see RFC 8259 §8.1
 */
function textOf(body: Buffer): string {
  if (!isUtf8(body)) throw new CallerError('unreadableBody', 'The body is not UTF-8.');
  return body.toString();
}

/** Reads bodies as JSON and as forms. One without a byte is none. */
export function readBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null);
    try {
      parseJson(request, textOf(body), done);
    } catch (error) {
      done(error as CallerError); // what textOf throws
    }
  });
  app.addContentTypeParser<Buffer>('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, new FormBody(textOf(body)));
    } catch (error) {
      done(error as Error); // what textOf and decodeForm throw
    }
  });
}
