import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { iconAliases, iconNameByPath } from './provider-icons.ts';

const require = createRequire(import.meta.url);
const ours = join(import.meta.dirname, 'static');

/** A file the pages load: its path here, and where it lies. */
interface Asset {
  readonly path: string;
  readonly file: string;
  readonly folder: string;
}

/** Every file the pages load. Nothing else of those folders is served. */
const assets: readonly Asset[] = [
  { path: '/assets/tabler.min.css', file: 'tabler.min.css', folder: dirname(require.resolve('@tabler/core/dist/css/tabler.min.css')) },
  { path: '/assets/console.css', file: 'console.css', folder: ours },
  { path: '/assets/submit-form.js', file: 'submit-form.js', folder: ours },
  { path: '/assets/grantry.svg', file: 'grantry.svg', folder: ours },
  ...Object.entries(iconNameByPath).map(([path, file]) => ({
    path,
    file,
    folder: dirname(require.resolve(`@tabler/icons/outline/${file}`)),
  })),
];

/** Serves the files. They hold nothing personal, so caches may keep them and check back by ETag. */
export async function serveAssets(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: ours, serve: false });
  for (const { path, file, folder } of assets) {
    app.get(path, (_request, reply) =>
      reply.header('x-content-type-options', 'nosniff').sendFile(file, folder, { maxAge: '1h', cacheControl: true }),
    );
  }
  for (const [path, icon] of Object.entries(iconAliases)) app.get(path, (_request, reply) => reply.redirect(icon, 308));
}
