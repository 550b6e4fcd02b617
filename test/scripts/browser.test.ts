import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { Browser } from '../../scripts/demo/browser.ts';

const form = `<form method="post" action="/search"><input name="q" value="x"></form>
<form class="a" method="post" action="/login?next=%2F&amp;a=1">
<input type="hidden" name="csrf_token" value="a&amp;b&quot;c&#39;d&#x41;"><input name="login"></form>`;

const routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  '/': (_request, response) => response.writeHead(303, { location: '/form', 'set-cookie': ['a=1; Path=/; HttpOnly', 'b=2'] }).end(),
  '/form': (_request, response) => response.end(form),
  '/login?next=%2F&a=1': async (request, response) =>
    response.end(`${request.method} ${request.headers.cookie} ${request.headers.origin} ${await text(request)}`),
  '/forget': (request, response) => response.writeHead(200, { 'set-cookie': 'a=; Max-Age=0' }).end(request.headers.cookie ?? ''),
  '/around': (_request, response) => response.writeHead(302, { location: '/around' }).end(),
};

describe('the browser of the demo', () => {
  const server = createServer((request, response) => {
    const route = routes[request.url ?? ''];
    if (route === undefined) response.writeHead(404).end('not here');
    else route(request, response);
  });
  let url: string;

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  test('follows redirects, keeps cookies, and sends the form that is meant with what it holds', async () => {
    const browser = new Browser();
    const page = await browser.visit(`${url}/`);
    assert.equal(page.url, `${url}/form`);
    const answer = await browser.submit(page, /\/login/, { login: 'you@example.com' });
    const sent = new URLSearchParams({ csrf_token: `a&b"c'dA`, login: 'you@example.com' });
    assert.equal(answer.html, `POST a=1; b=2 ${url} ${sent}`);
  });

  test('forgets a cookie that is taken back', async () => {
    const browser = new Browser();
    await browser.visit(`${url}/`);
    assert.equal((await browser.visit(`${url}/forget`)).html, 'a=1; b=2');
    assert.equal((await browser.visit(`${url}/forget`)).html, 'b=2');
  });

  test('tells what page lacks the form', async () => {
    const browser = new Browser();
    const page = await browser.visit(`${url}/nowhere`);
    assert.equal(page.status, 404);
    assert.throws(() => browser.submit(page, /login/), /\/nowhere has no form for \/login\/:\nnot here/);
  });

  test('does not follow redirects without end', async () => {
    await assert.rejects(new Browser().visit(`${url}/around`), /redirects without end/);
  });
});
