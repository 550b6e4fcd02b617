import type { FastifyInstance } from 'fastify';
import * as authorizationPages from '../console/authorization-pages.ts';
import { consolePlugin } from '../console/console.ts';
import { pageHeaders } from '../console/page-headers.ts';
import { sendErrorPage } from '../console/send-answer.ts';
import { type ReferenceSource, renderReference } from '../console/views/reference.ts';
import { apiPlugin } from '../http/api/plugin.ts';
import { operations } from '../http/api/registry.ts';
import { listExplainedCodes } from '../http/engine-api/explanations/list-explained-codes.ts';
import { engineApiPlugin } from '../http/engine-api/plugin.ts';
import { engineOperations } from '../http/engine-api/registry.ts';
import { externalAuthPlugin } from '../http/external-auth/plugin.ts';
import { oauthPlugin } from '../http/oauth/plugin.ts';
import { oauthEndpoints } from '../http/oauth/registry.ts';
import { describeApi } from '../http/openapi.ts';
import type { Metrics } from './metrics.ts';
import { operationsPaths, operationsPlugin } from './operations-plugin.ts';
import type { OpenRooms } from './rooms.ts';
import { version } from './version.ts';

/** What the faces are mounted with. */
export interface FaceOptions {
  readonly rooms: OpenRooms;
  readonly metrics: Metrics;
  readonly isStopping: () => boolean;
}

/** Mounts every face on the HTTP server. */
export async function mountFaces(app: FastifyInstance, { rooms, metrics, isStopping }: FaceOptions): Promise<void> {
  const { engine, accessUrl } = rooms;
  await app.register(operationsPlugin, {
    metrics,
    isStopping,
    isStoreReady: async () => (await engine.facts.listServices()).length > 0,
  });
  await app.register(oauthPlugin, { rooms, pages: authorizationPages, onDecision: metrics.decision, onIssued: metrics.issued });
  await app.register(apiPlugin, { rooms });
  await app.register(engineApiPlugin, { rooms });
  await app.register(externalAuthPlugin, { rooms, errorPage: sendErrorPage });
  const { identity, broker, catalog, webhooks, serviceId } = rooms;
  await app.register(consolePlugin, { engine, identity, broker, catalog, webhooks, accessUrl, serviceId });

  const description = describeApi({
    version,
    accessUrl,
    operations,
    endpoints: oauthEndpoints,
    engineOperations,
    others: operationsPaths,
  });
  app.get('/openapi.json', async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send(description));
  // The description is made by us, and has what the reference reads.
  const reference = renderReference(description as unknown as ReferenceSource, listExplainedCodes(engineOperations)).toString();
  app.get('/docs', async (_request, reply) =>
    reply
      .headers({ ...pageHeaders({}), 'cache-control': 'public, max-age=300' })
      .type('text/html; charset=utf-8')
      .send(reference),
  );
}
