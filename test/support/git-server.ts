import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitIn } from './run-git.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What git signs in with. */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** Repositories behind HTTP, as a forge has them: every request needs a credential. */
export interface GitServer extends AsyncDisposable {
  readonly url: string;
  /** The credentials that were presented, in their order, repetitions left out. */
  readonly presented: readonly BasicCredential[];
  /** What a branch of a repository is at, or empty. */
  head(repository: string): Promise<string>;
}

function basicCredential(header: string | undefined): BasicCredential | undefined {
  const [, encoded] = /^Basic (.+)$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, username = '', password = ''] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return { username, password };
}

/** Runs git's own server program for one request (RFC 3875). */
async function serve(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://here');
  const { headers } = request;
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      HOME: root,
      REMOTE_USER: 'somebody', // who signed in may push
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: headers['content-type'] ?? '',
      ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
      ...(headers['content-encoding'] === undefined ? {} : { HTTP_CONTENT_ENCODING: headers['content-encoding'] }),
      ...(headers['git-protocol'] === undefined ? {} : { GIT_PROTOCOL: String(headers['git-protocol']) }),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  request.pipe(child.stdin.on('error', () => {}));
  const answer = Buffer.concat(await child.stdout.toArray());
  const end = answer.indexOf('\r\n\r\n');
  const lines = answer.subarray(0, end).toString().split('\r\n');
  const fields = lines.map((line) => /^([^:]+): (.*)$/.exec(line) ?? []).map(([, name = '', value = '']) => [name, value] as const);
  const status = fields.find(([name]) => name === 'Status')?.[1] ?? '200';
  response.writeHead(Number.parseInt(status, 10), Object.fromEntries(fields.filter(([name]) => name !== 'Status')));
  response.end(answer.subarray(end + 4));
}

/**
 * Serves bare repositories with one commit each.
 *
 * @param mayEnter whether a credential is good right now
 */
export async function startGitServer(
  repositories: readonly string[],
  mayEnter: (credential: BasicCredential) => boolean,
): Promise<GitServer> {
  const folder = temporaryFolder('git-server');
  const git = gitIn(folder.path, { HOME: folder.path });
  await git('init', '--quiet', '--initial-branch=main', 'seed');
  await git('-C', 'seed', 'commit', '--quiet', '--allow-empty', '--message=first');
  for (const repository of repositories) await git('clone', '--quiet', '--bare', 'seed', repository);

  const presented: BasicCredential[] = [];
  const server = createServer((request, response) => {
    const credential = basicCredential(request.headers.authorization);
    if (credential !== undefined && JSON.stringify(credential) !== JSON.stringify(presented.at(-1))) presented.push(credential);
    if (credential === undefined || !mayEnter(credential)) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="forge"' }).end();
      return;
    }
    serve(folder.path, request, response).catch((error: Error) => response.writeHead(500).end(error.message));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is no string
    presented,
    head: async (repository) => (await git('-C', repository, 'log', '-1', '--format=%s', 'main')).stdout.trim(),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      folder[Symbol.dispose]();
    },
  };
}
