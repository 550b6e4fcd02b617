import { connect, type Socket } from 'node:net';

/** A request, as short as it can be. */
export interface FloodRequest {
  readonly method: 'GET' | 'POST';
  /** The path with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form. */
  readonly body?: string;
}

/** What came back. */
export interface FloodAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/** Connections to each server. */
const connections = 24;

/** An answer at the beginning of what was read, and how many letters it takes; undefined while it is not all there. */
function readAnswer(read: string): { readonly answer: FloodAnswer; readonly length: number } | undefined {
  const end = read.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = read.slice(0, end);
  const length = end + 4 + Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  if (read.length < length) return undefined;
  const location = /^location: (.*)$/im.exec(head)?.[1];
  return { answer: { status: Number(head.slice(9, 12)), location, body: read.slice(end + 4, length) }, length };
}

/** Sends requests over one connection, one after the other, as long as `next` has some. */
function pump(socket: Socket, next: () => string | undefined, take: (answer: FloodAnswer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let read = '';
    const send = (): void => {
      const request = next();
      if (request === undefined) socket.end(resolve);
      else socket.write(request);
    };
    socket.setEncoding('latin1').on('error', reject).on('connect', send);
    socket.on('close', () => reject(new Error('the server closed the connection')));
    socket.on('data', (text: string) => {
      read += text;
      const found = readAnswer(read);
      if (found === undefined) return;
      read = read.slice(found.length);
      take(found.answer);
      send();
    });
  });
}

/**
 * Sends the same request `times` times, to all servers at once, over connections that stay open: raw sockets cost a tenth of what a
 * client of HTTP would, and the machine is left to the servers.
 *
 * Each request says that it comes from another network, so that nobody is told to wait for being refused too often.
 *
 * @param describe the outcome of an answer in a word.
 * @returns how often each outcome came.
 */
export async function flood(
  urls: readonly string[],
  times: number,
  { method, path, headers = {}, body = '' }: FloodRequest,
  describe: (answer: FloodAnswer) => string,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const take = (answer: FloodAnswer): void => {
    const outcome = describe(answer);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  };
  let sent = 0;
  const nextFor = (host: string) => (): string | undefined => {
    if (sent === times) return undefined;
    const network = `198.18.${sent++ % 100}.1`;
    const lines = Object.entries({
      host,
      'x-forwarded-for': network,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
  };
  const pumps = urls.flatMap((url) => {
    const { hostname, port, host } = new URL(url);
    return Array.from({ length: connections }, () => pump(connect(Number(port), hostname), nextFor(host), take));
  });
  await Promise.all(pumps);
  return counts;
}

/** The error code of an endpoint's JSON answer, or `otherwise` if it is none. */
export const errorOr =
  (otherwise: string) =>
  ({ body }: FloodAnswer): string =>
    (JSON.parse(body) as { readonly error?: string }).error ?? otherwise; // the endpoints answer JSON objects
