import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import { refuseBrokenRequest } from './refuse-broken-request.ts';
import { refuseUnrouted } from './refuse-unrouted.ts';

/** What the HTTP server itself needs to know. */
export interface AppOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whose `X-Forwarded-*` headers are believed: nobody's, everybody's, or those of these addresses. */
  readonly trustProxy: boolean | string;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** Whether the TLS listener asks for certificates. Who has none, or a bad one, is let in: what it proves is judged later. @default false */
  readonly requestsCertificates?: boolean;
  /** Answers a browser that navigates to a path nobody knows. */
  readonly notFoundPage: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

/** Seconds a client may take to send a request; slow senders are cut off, so that they cannot hold connections. */
const requestTimeoutSeconds = 30;

/** Request ids: a mark of the process and a counter, so that two nodes never share one. */
function makeRequestIds(): () => string {
  const process = randomBytes(6).toString('base64url');
  let count = 0;
  return () => `${process}-${(count++).toString(36)}`;
}

/**
 * Whether a request says twice who it is from (RFC 9110 §5.3: a field that is no list must not be repeated). Node takes the first; a
 * proxy before us may have judged the second.
 */
const isAuthorizedTwice = ({ headers, raw: { rawHeaders } }: FastifyRequest): boolean =>
  headers.authorization !== undefined &&
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'authorization').length > 1;

/** Whether a person's browser navigates here, so that a page says more than JSON. */
const isForPeople = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html') && !url.startsWith('/api/') && !url.startsWith('/oauth2/');

const readTlsOptions = ({ certFile, keyFile }: NonNullable<AppOptions['tls']>, requestCert: boolean): ServerOptions => ({
  cert: readFileSync(certFile),
  key: readFileSync(keyFile),
  requestCert,
  rejectUnauthorized: false,
});

/** Letters of a part of a path: a client's text id may be a URL, and is three times as long encoded. */
const maxParameterLength = 1024;

/**
 * Makes the HTTP server: ids, limits, metrics and logs of every request. Faces are registered on it by the caller.
 *
 * Each request is logged at `debug`; one that failed on our side is logged at `error` by the face that answered it.
 */
export function makeApp({ logger, metrics, trustProxy, tls, requestsCertificates = false, notFoundPage }: AppOptions): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: makeRequestIds(),
    trustProxy,
    requestTimeout: requestTimeoutSeconds * 1000,
    bodyLimit: 256 * 1024,
    routerOptions: { maxParamLength: maxParameterLength },
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseBrokenRequest,
    frameworkErrors: (error, request, reply) => refuseUnrouted(request, reply, error.statusCode ?? 400, error.message),
    ...(tls === undefined ? {} : { https: readTlsOptions(tls, requestsCertificates) }),
  }) as FastifyInstance; // with TLS the type of the raw server differs, and nothing here looks at it
  const isDebug = logger.isLevelEnabled('debug');
  // Hooks of every request call back instead of returning promises: each promise costs a turn of the microtask queue.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    if (isAuthorizedTwice(request)) refuseUnrouted(request, reply, 400, 'There must be one Authorization header.');
    else done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    metrics.request(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
    if (isDebug) {
      const { method, url, ip } = request;
      request.log.debug({ method, url, ip, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) }, 'answered');
    }
    done();
  });
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return refuseUnrouted(request, reply, status, error.message);
    request.log.error({ err: error }, 'the request failed');
    return refuseUnrouted(request, reply, 500, `Something went wrong on our side. Request ${request.id}.`);
  });
  app.setNotFoundHandler((request, reply) =>
    isForPeople(request) ? notFoundPage(request, reply) : refuseUnrouted(request, reply, 404, 'Route not found.'),
  );
  return app;
}
