import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Octokit } from '@octokit/core';
import { createRequest, type RequestInterface, type RequestParameters } from '../../src/github-app/index.ts';

/** octokit's, without authentication. */
const octokitRequest: RequestInterface = new Octokit().request;

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What a `request` gives to `fetch`, its own name left out. */
const sentBy = async (request: RequestInterface, route: string, parameters: RequestParameters): Promise<Sent | undefined> => {
  let sent: Sent | undefined;
  const fetch = async (url: string, { method, body, headers = {} }: RequestInit): Promise<Response> => {
    const { 'user-agent': _agent, ...others } = headers as Record<string, string>;
    sent = { url, method, body, headers: others };
    return Response.json({});
  };
  await request(route, { ...parameters, request: { fetch } });
  return sent;
};

const calls: readonly (readonly [route: string, parameters?: RequestParameters])[] = [
  ['GET /app'],
  ['/app'],
  ['GET /repos/{owner}/{repo}', { owner: 'a b', repo: 'c/d' }],
  ['GET /repos/{owner}/{repo}/contents/{+path}', { owner: 'a', repo: 'b', path: 'c/d e' }],
  ['GET /search{?q,page}', { q: 'x y', page: 2 }],
  ['GET /search', { q: 'x y', page: 2 }],
  ['GET /search?a=1', { b: 2 }],
  ['POST /repos/{owner}/{repo}/issues', { owner: 'a', repo: 'b', title: 'ü', labels: ['x'] }],
  ['POST /app/installations/{installation_id}/access_tokens', { installation_id: 1 }],
  ['PUT /x', { data: 'text', headers: { 'Content-Type': 'text/plain' } }],
  ['DELETE /applications/{client_id}/token', { client_id: 'a', access_token: 'b' }],
  ['GET https://ghe.example/api/v3/app'],
  ['GET /app', { baseUrl: 'https://ghe.example/api/v3' }],
  ['GET /x', { mediaType: { format: 'raw' } }],
  ['GET /x', { headers: { accept: 'application/json', 'X-Own': 1 } }],
];

for (const [route, parameters = {}] of calls) {
  test(`sends as @octokit/request: ${route} ${JSON.stringify(parameters)}`, async () => {
    const theirs = await sentBy(octokitRequest, route, parameters);
    assert.deepEqual(await sentBy(createRequest(), route, parameters), theirs);
  });
}

const answers: readonly (readonly [title: string, make: () => Response])[] = [
  ['JSON', () => Response.json({ a: 1 }, { headers: { 'X-Thing': 'y' } })],
  ['nothing', () => new Response(null, { status: 204 })],
  ['text', () => new Response('hello', { headers: { 'content-type': 'text/plain; charset=utf-8' } })],
  ['an error of GitHub', () => Response.json({ message: 'No', documentation_url: 'https://docs' }, { status: 404 })],
];

/** What comes back, or what is thrown, as far as both packages promise the same. */
const outcome = async (request: RequestInterface, make: () => Response): Promise<unknown> => {
  try {
    const { status, headers, data } = await request('GET /x', { request: { fetch: async () => make() } });
    return { status, headers, data };
  } catch (error) {
    const { name, message, status, response } = error as Error & { status: number; response?: { data: unknown } };
    return { name, message, status, data: response?.data };
  }
};

for (const [title, make] of answers) {
  test(`reads as @octokit/request: ${title}`, async () => {
    assert.deepEqual(await outcome(createRequest(), make), await outcome(octokitRequest, make));
  });
}

test('no answer is an error of status 500 with its cause; a request given up is not', async () => {
  const failing = createRequest().defaults({
    request: { fetch: async () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })) },
  });
  await assert.rejects(failing('GET /x'), { name: 'HttpError', status: 500, message: 'ECONNREFUSED' });
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(createRequest()('GET https://127.0.0.1:1/x', { request: { signal } }), { message: 'enough' });
});

test('an error shows the request without its credential', async () => {
  const request = createRequest().defaults({ request: { fetch: async () => Response.json({ message: 'No' }, { status: 401 }) } });
  const error: unknown = await request('POST /x', { headers: { authorization: 'token ghs_abc' }, client_secret: 'abc', a: 1 }).catch(
    (thrown) => thrown,
  );
  assert.ok(error instanceof Error && 'request' in error);
  assert.deepEqual(error.request, {
    method: 'POST',
    url: 'https://api.github.com/x',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/vnd.github.v3+json',
      'user-agent': (error.request as { headers: Record<string, string> }).headers['user-agent'],
      authorization: 'token [REDACTED]',
    },
    body: '{"client_secret":"[REDACTED]","a":1}',
  });
});

test('defaults are laid one over the other, and a hook is called in the place of sending', async () => {
  const hook = async (_request: RequestInterface, options: object): Promise<object> => options;
  const request = createRequest()
    .defaults({ baseUrl: 'https://a.example', headers: { 'X-A': 1 } })
    .defaults({ headers: { 'x-b': 2 }, request: { hook } });
  const options = (await request('GET /x', { y: 3 })) as unknown as { headers: Record<string, unknown>; y: number; baseUrl: string };
  assert.deepEqual([options.headers['x-a'], options.headers['x-b'], options.y, options.baseUrl], [1, 2, 3, 'https://a.example']);
  assert.equal(request.endpoint.DEFAULTS.baseUrl, 'https://a.example');
});
