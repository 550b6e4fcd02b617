import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** What the operators' endpoints report on. */
export interface OperationsContext {
  readonly metrics: Metrics;
  /** Whether the store answers; rejects or answers false when it does not. */
  readonly isStoreReady: () => Promise<boolean>;
  /** True once shutdown began: load balancers stop sending. */
  readonly isStopping: () => boolean;
}

/** The operators' paths, for the API description. */
export const operationsPaths = {
  '/healthz': { name: 'getHealth', summary: 'Whether the process is alive.', mediaType: 'application/json' },
  '/readyz': {
    name: 'getReadiness',
    summary: 'Whether requests can be answered: the store is reachable and no shutdown has begun.',
    mediaType: 'application/json',
  },
  '/metrics': { name: 'getMetrics', summary: 'Counters and timings for Prometheus.', mediaType: 'text/plain' },
  '/openapi.json': { name: 'getOpenApi', summary: 'This description.', mediaType: 'application/json' },
  '/docs': { name: 'getReference', summary: 'The API reference for people.', mediaType: 'text/html' },
} as const;

/** Mounts `/healthz`, `/readyz` and `/metrics`. */
export async function operationsPlugin(app: FastifyInstance, { metrics, isStoreReady, isStopping }: OperationsContext): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: 'stopping' });
    const ready = await isStoreReady().catch((error: unknown) => {
      request.log.error({ err: error }, 'the store does not answer');
      return false;
    });
    return ready ? { status: 'ok' } : reply.code(503).send({ status: 'the store does not answer' });
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
}
