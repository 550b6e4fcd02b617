import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

/** One request as it goes over the wire; `fetch` would refuse to send half of them. */
interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const send = (base: string, { method, path, headers, body }: RawRequest): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const outgoing = request(
      { hostname, port, method, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', body: text }),
        );
      },
    );
    outgoing.on('error', reject).end(body);
  });

const isErrorBody = (path: string, answer: RawAnswer): boolean => {
  if (answer.contentType.startsWith('text/html')) return true;
  if (answer.body === '') return true;
  const body = JSON.parse(answer.body);
  if (path.startsWith('/api/') && !path.startsWith('/api/v2/')) return typeof (body.resultCode ?? body.message) === 'string';
  return path.startsWith('/oauth2/') ? typeof body.error === 'string' : typeof (body.message ?? body.error) === 'string';
};

describe('bad input never makes a 5xx', () => {
  let server: Server;
  let client: TestClient;
  let routes: readonly { readonly method: string; readonly path: string }[];

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token);
    const description = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> };
    routes = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
  });
  after(() => server[Symbol.asyncDispose]());

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '',
      '%',
      '%zz',
      '\0',
      '../..',
      '0',
      '-1',
      '9'.repeat(40),
      'null',
      '[]',
      "' or 1=1 --",
      '{"a":',
      '\u{1F600}',
      'a'.repeat(5000),
    ),
  );
  const form = fc
    .array(
      fc.tuple(
        fc.constantFrom(
          'grant_type',
          'code',
          'client_id',
          'client_secret',
          'refresh_token',
          'scope',
          'resource',
          'token',
          'redirect_uri',
          'code_verifier',
          'x',
        ),
        hostile,
      ),
      { maxLength: 8 },
    )
    .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'));

  test('every path of the API description: malformed JSON, forms, headers, media types and methods get the protocol’s own error', async () => {
    const anyRequest = fc.record({
      route: fc.nat(),
      method: fc.option(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'), { freq: 3 }),
      parameter: hostile,
      contentType: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', 'x', ''),
      authorization: fc.oneof(
        fc.constantFrom('owner', 'Basic', 'Basic !!!', 'Basic Og==', 'Bearer', 'Bearer x', 'DPoP y'),
        fc.base64String({ maxLength: 40 }).map((text) => `Basic ${text}`),
      ),
      body: fc.oneof(form, hostile, fc.json()),
      query: fc.option(form),
    });
    await fc.assert(
      fc.asyncProperty(anyRequest, async (input) => {
        const route = routes[input.route % routes.length] ?? assert.fail('the description lists routes');
        const path = route.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(input.parameter.toWellFormed()) || 'x');
        const headers: Record<string, string> = input.contentType === '' ? {} : { 'content-type': input.contentType };
        if (input.authorization === 'owner') headers['coder-session-token'] = server.owner.api_token;
        else headers.authorization = input.authorization;
        const method = input.method ?? route.method;
        const answer = await send(server.url, {
          method,
          path: path + (input.query ? `?${input.query}` : ''),
          headers,
          body: method === 'GET' ? '' : input.body.toWellFormed(),
        });
        assert.ok(answer.status < 500, `${method} ${path} → ${answer.status} ${answer.body}`);
        if (answer.status >= 400) assert.ok(isErrorBody(path, answer), `${method} ${path} → ${answer.status} ${answer.body}`);
      }),
      { numRuns: 1500 },
    );
  });

  const tokenRequests: readonly (readonly [string, Partial<RawRequest>, number, string])[] = [
    ['RFC 6749 §3.2: GET is refused', { method: 'GET', body: '' }, 405, 'invalid_request'],
    [
      'RFC 6749 §3.2: a repeated parameter is refused',
      { body: 'grant_type=client_credentials&grant_type=client_credentials' },
      400,
      'invalid_request',
    ],
    [
      'RFC 6749 §4.1.3: JSON instead of a form is refused',
      { headers: { 'content-type': 'application/json' }, body: '{}' },
      400,
      'invalid_request',
    ],
    ['a form that is not well encoded is refused', { body: 'grant_type=%zz' }, 400, 'invalid_request'],
    ['a body larger than the limit is refused', { body: `x=${'a'.repeat(70_000)}` }, 413, 'invalid_request'],
    ['RFC 6749 §5.2: a malformed Basic header is invalid_client', { headers: { authorization: 'Basic !' } }, 401, 'invalid_client'],
  ];
  for (const [title, change, status, error] of tokenRequests) {
    test(title, async () => {
      const answer = await send(server.url, {
        method: 'POST',
        path: '/oauth2/token',
        body: 'grant_type=client_credentials',
        ...change,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...change.headers },
      });
      assert.equal(answer.status, status, answer.body);
      assert.equal(JSON.parse(answer.body).error, error);
    });
  }

  test('RFC 6749 §5.2: an unknown grant type of a known client is unsupported_grant_type', async () => {
    const body = new URLSearchParams({ grant_type: 'password', client_id: client.clientId, client_secret: client.clientSecret });
    const response = await fetch(`${server.url}/oauth2/token`, { method: 'POST', body });
    assert.equal(response.status, 400);
    assert.equal(((await response.json()) as { error: string }).error, 'unsupported_grant_type');
  });
});
