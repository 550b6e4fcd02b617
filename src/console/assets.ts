import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);
const ours = join(import.meta.dirname, 'static');

/** Every file the pages load, and the folder it lies in. Nothing else of those folders is served. */
const folderByFile: Readonly<Record<string, string>> = {
  'tabler.min.css': dirname(require.resolve('@tabler/core/dist/css/tabler.min.css')),
  'console.css': ours,
  'grantry.svg': ours,
};

/** Serves the files under `/assets/`. They hold nothing personal, so caches may keep them and check back by ETag. */
export async function serveAssets(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: ours, serve: false });
  for (const [file, folder] of Object.entries(folderByFile)) {
    app.get(`/assets/${file}`, (_request, reply) =>
      reply.header('x-content-type-options', 'nosniff').sendFile(file, folder, { maxAge: '1h', cacheControl: true }),
    );
  }
}
