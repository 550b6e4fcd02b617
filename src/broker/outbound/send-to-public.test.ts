import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { test } from 'node:test';
import { seconds } from '../../protocol/units.ts';
import type { OutboundRequest } from '../ports.ts';
import type { Lookup } from './public-lookup.ts';
import { sendToPublic } from './send-to-public.ts';

const post = (url: string): OutboundRequest => ({ method: 'POST', url, headers: {}, body: '{}', timeout: seconds(1) });

async function listen(answer: RequestListener): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const found =
  (...addresses: readonly string[]): Lookup =>
  (_hostname, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

test('a private address is not dialled: literal, or behind a name, or one of several', async () => {
  let asked = 0;
  await using server = await listen((_request, response) => {
    asked++;
    response.end();
  });
  const cases: readonly (readonly [string, Lookup])[] = [
    [`http://127.0.0.1:${server.port}/`, found('8.8.8.8')],
    [`http://[::ffff:127.0.0.1]:${server.port}/`, found('8.8.8.8')],
    [`http://hooks.example:${server.port}/`, found('127.0.0.1')],
    [`http://hooks.example:${server.port}/`, found('8.8.8.8', '127.0.0.1')],
    [`http://hooks.example:${server.port}/`, found('::ffff:127.0.0.1')],
    [`http://hooks.example:${server.port}/`, found()],
  ];
  for (const [url, lookup] of cases) {
    const answer = await sendToPublic(false, lookup)(post(url));
    assert.ok(answer.outcome === 'failed' && /private address/.test(answer.words), `${url}: ${JSON.stringify(answer)}`);
  }
  assert.equal(asked, 0);
});

test('an operator may allow them', async () => {
  await using server = await listen((request, response) => {
    response.writeHead(202, { 'x-path': request.url }).end('taken');
  });
  const answer = await sendToPublic(true)(post(`http://localhost:${server.port}/hook?a=1`));
  assert.ok(answer.outcome === 'answered');
  assert.deepEqual([answer.status, answer.headers['x-path'], answer.body], [202, '/hook?a=1', 'taken']);
});

test('a redirect is an answer, and of a long one the beginning is read', async () => {
  await using server = await listen((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end();
    else response.end('x'.repeat(1_000_000));
  });
  const moved = await sendToPublic(true)(post(`http://127.0.0.1:${server.port}/moved`));
  assert.equal(moved.outcome === 'answered' && moved.status, 302);
  const long = await sendToPublic(true)(post(`http://127.0.0.1:${server.port}/long`));
  assert.equal(long.outcome === 'answered' && long.body.length, 4096);
});

test('nobody there, and nobody who answers, are failures in words', async () => {
  await using server = await listen(() => {});
  const silent = await sendToPublic(true)(post(`http://127.0.0.1:${server.port}/`));
  assert.match(silent.outcome === 'failed' ? silent.words : '', /did not answer within 1 s/);
  const nobody = await sendToPublic(true)(post('http://127.0.0.1:1/'));
  assert.match(nobody.outcome === 'failed' ? nobody.words : '', /could not be reached \(ECONNREFUSED\)/);
});
