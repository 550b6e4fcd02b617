import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

/** A message as the receiver got it. */
export interface ReceivedWebhook {
  readonly id: string;
  readonly timestamp: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a payload by comparing it
  readonly body: any;
}

/** What it answers. */
export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A receiver of webhooks on loopback. */
export interface WebhookReceiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** Answers from now on; the first is for the next message, and the last stays. @default 204 */
  script(...answers: readonly (ReceiverAnswer | Promise<ReceiverAnswer>)[]): void;
  /** Settles when it got so many. */
  gotten(count: number): Promise<void>;
}

/** Checks a message as Standard Webhooks has a receiver do it: any of the signatures over the raw body, within five minutes. */
export function isGenuine({ headers, text }: Pick<ReceivedWebhook, 'headers' | 'text'>, secret: string, now: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (Math.abs(now - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest();
  return String(signatures)
    .split(' ')
    .some((signature) => {
      const [version, value = ''] = signature.split(',');
      const given = Buffer.from(value, 'base64');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    });
}

/** Starts one. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  let answers: readonly (ReceiverAnswer | Promise<ReceiverAnswer>)[] = [{ status: 204 }];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += String(piece);
    const { headers, url = '' } = request;
    const [answer = { status: 204 }, ...others] = answers;
    if (others.length > 0) answers = others;
    received.push({
      id: String(headers['webhook-id']),
      timestamp: Number(headers['webhook-timestamp']),
      path: url,
      headers,
      text,
      body: JSON.parse(text),
    });
    server.emit('webhook');
    const { status, headers: more = {}, body = '' } = await answer;
    response.writeHead(status, more).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    script: (...next) => {
      answers = next;
    },
    gotten: async (count) => {
      while (received.length < count) await once(server, 'webhook', { signal: AbortSignal.timeout(20_000) });
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
