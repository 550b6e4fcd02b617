import assert from 'node:assert/strict';
import { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { serve } from '@hono/node-server';
import * as mcpErrors from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import express, { type Handler } from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import * as openid from 'openid-client';
import * as onExpress from '../../packages/client/src/verifier/adapters/express.ts';
import * as onFastify from '../../packages/client/src/verifier/adapters/fastify.ts';
import * as onHono from '../../packages/client/src/verifier/adapters/hono.ts';
import { mcpTokenVerifier } from '../../packages/client/src/verifier/adapters/mcp.ts';
import { createVerifier, type Verifier } from '../../packages/client/src/verifier/create-verifier.ts';
import { rotatingNonces } from '../../packages/client/src/verifier/dpop/nonces.ts';
import { issueCertificate, type TestCertificate } from '../../src/identity/testing/certificates.ts';
import { type OidcIssuer, resourceOf, startOidcIssuer } from './oidc-issuer.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test looks into the body it asked for
type Json = any;

let issuer: OidcIssuer;
let verifier: Verifier;

before(async () => {
  issuer = await startOidcIssuer();
  const nonces = rotatingNonces(crypto.getRandomValues(new Uint8Array(32)));
  verifier = createVerifier({ issuer: issuer.issuer, audience: resourceOf('ES256'), dpop: { nonces } });
});
after(() => issuer[Symbol.asyncDispose]());

interface Started {
  readonly url: string;
  close(): Promise<unknown>;
}

async function listen(handle: RequestListener): Promise<Started> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is no string
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The same resource on each framework: `/read` and `/write` answer who is let in, `/open` forgot its guard. */
const frameworks: Readonly<Record<string, () => Promise<Started>>> = {
  Fastify: async () => {
    const app = fastify({ forceCloseConnections: true });
    for (const scope of ['read', 'write'])
      app.get(`/${scope}`, { onRequest: onFastify.requireAccess(verifier, { scopes: [scope] }) }, (request) => onFastify.accessOf(request));
    app.get('/open', (request) => onFastify.accessOf(request));
    return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
  },
  Express: () => {
    const app = express();
    for (const scope of ['read', 'write'])
      app.get(`/${scope}`, onExpress.requireAccess(verifier, { scopes: [scope] }), (request, response) =>
        response.json(onExpress.accessOf(request)),
      );
    app.get('/open', (request, response) => response.json(onExpress.accessOf(request)));
    const quiet = (_error: unknown, _request: unknown, response: { status(code: number): { json(body: unknown): void } }, _next: unknown) =>
      response.status(500).json({});
    app.use(quiet as unknown as Handler); // Express tells error handlers by their four parameters
    return listen(app);
  },
  Hono: async () => {
    const app = new Hono();
    for (const scope of ['read', 'write'])
      app.get(`/${scope}`, onHono.requireAccess(verifier, { scopes: [scope] }), (c) => c.json(onHono.accessOf(c)));
    app.get('/open', (c) => c.json(onHono.accessOf(c)));
    app.onError((_error, c) => c.json({}, 500));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    const close = async () => void server.close();
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
  },
};

for (const [framework, start] of Object.entries(frameworks))
  describe(framework, () => {
    let api: Started;
    before(async () => {
      api = await start();
    });
    after(() => api.close());

    const get = (path: string, headers: Readonly<Record<string, string>> = {}) => fetch(api.url + path, { headers });

    test('RFC 6750 §3: 401 without a token, 400 with a bad header, 403 without the scope, each with its challenge', async () => {
      const bearer = { authorization: `Bearer ${await issuer.token(resourceOf('ES256'))}` };
      const cases: readonly (readonly [path: string, headers: Record<string, string>, status: number, challenge: RegExp])[] = [
        [
          '/read',
          {},
          401,
          /^Bearer scope="read", resource_metadata="https:\/\/rs\.test\/\.well-known\/oauth-protected-resource\/ES256", DPoP/,
        ],
        ['/read', { authorization: 'Bearer a b' }, 400, /^Bearer error="invalid_request"/],
        ['/read', { authorization: 'Bearer x' }, 401, /^Bearer error="invalid_token"/],
        ['/write', bearer, 403, /^Bearer error="insufficient_scope", .*scope="write"/],
      ];
      for (const [path, headers, status, challenge] of cases) {
        const answer = await get(path, headers);
        assert.equal(answer.status, status);
        assert.match(answer.headers.get('www-authenticate') ?? '', challenge);
        assert.equal(answer.headers.get('cache-control'), 'no-store');
        assert.equal(typeof ((await answer.json()) as Json).error_description, 'string');
      }
    });

    test('RFC 6750 §2.1: a good token is let through, and the handler knows what it allows', async () => {
      const answer = await get('/read', { authorization: `bearer ${await issuer.token(resourceOf('ES256'))}` });
      assert.equal(answer.status, 200);
      const access = (await answer.json()) as Json;
      assert.deepEqual([access.clientId, access.scopes, access.binding], [issuer.clientId, ['read'], 'none']);
      assert.equal((await get('/open')).status, 500, 'a route without a guard fails');
    });

    test('RFC 9449 §7, §9: openid-client calls with proofs and the nonce it is told', async () => {
      const DPoP = openid.getDPoPHandle(issuer.configuration, await openid.randomDPoPKeyPair());
      const token = await issuer.token(resourceOf('ES256'), 'read', { DPoP });
      for (let times = 0; times < 2; times++) {
        const url = new URL(`${api.url}/read?page=${times}`);
        const answer = await openid.fetchProtectedResource(issuer.configuration, token, url, 'GET', null, new Headers(), { DPoP });
        assert.equal(answer.status, 200);
        assert.ok(answer.headers.get('dpop-nonce'));
        assert.equal(((await answer.json()) as Json).binding, 'dpop');
      }
    });
  });

test('RFC 8705 §3: over TLS, the certificate of the connection is the one a token is bound to', async () => {
  const [own, other, host] = await Promise.all(['client', 'other', 'rs.test'].map((name) => issueCertificate({ name })));
  assert.ok(own && other && host);
  const keyOf = ({ keys }: TestCertificate) => KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
  const tls = { key: keyOf(host), cert: host.pem, requestCert: true, rejectUnauthorized: false };
  const app = fastify({ forceCloseConnections: true, https: tls });
  app.get('/', { preHandler: onFastify.requireAccess(verifier) }, (request) => onFastify.accessOf(request).binding);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const token = await issuer.tokenBoundTo(own.x509, resourceOf('ES256'));
  const get = async (client?: TestCertificate): Promise<readonly [number | undefined, string]> => {
    const identity = client === undefined ? {} : { key: keyOf(client), cert: client.pem };
    const headers = { authorization: `Bearer ${token}` };
    const sent = request(url, { ...identity, headers, agent: false, ca: host.pem, checkServerIdentity: () => undefined }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return [answer.statusCode, await text(answer)];
  };
  try {
    assert.deepEqual(await get(own), [200, 'mtls']);
    assert.equal((await get(other))[0], 401);
    assert.equal((await get())[0], 401);
  } finally {
    await app.close();
  }
});

test('RFC 9449 §4.3, number 9: behind a proxy, proofs are for where clients reach the resource', async () => {
  const app = fastify({ forceCloseConnections: true });
  const behind = createVerifier({ issuer: issuer.issuer, audience: resourceOf('ES256'), origin: 'https://api.example.com', dpop: {} });
  app.get('/notes', { onRequest: onFastify.requireAccess(behind) }, (request) => onFastify.accessOf(request).binding);
  const inside = await app.listen({ port: 0, host: '127.0.0.1' });
  const DPoP = openid.getDPoPHandle(issuer.configuration, await openid.randomDPoPKeyPair());
  const token = await issuer.token(resourceOf('ES256'), 'read', { DPoP });
  const configuration = new openid.Configuration(issuer.configuration.serverMetadata(), issuer.clientId);
  configuration[openid.customFetch] = (url, init) => fetch(url.replace('https://api.example.com', inside), init as RequestInit);
  const outside = new URL('https://api.example.com/notes?page=1');
  const answer = await openid.fetchProtectedResource(configuration, token, outside, 'GET', null, new Headers(), { DPoP });
  assert.equal(await answer.text(), 'dpop');
  await app.close();
});

test('a bug in a verifier is the framework’s to report, not a denial', async () => {
  const bug = new RangeError('a bug');
  const broken: Verifier = { verify: () => Promise.reject(bug), verifyRequest: () => Promise.reject(bug), metadata: undefined };
  const plain = { method: 'GET', protocol: 'http', host: 'h', originalUrl: '/', headers: {}, socket: undefined };
  const unused = {} as never;
  await assert.rejects(onFastify.requireAccess(broken)(plain, unused), bug);
  let passedOn: unknown;
  await onExpress.requireAccess(broken)(plain, unused, (error) => {
    passedOn = error;
  });
  assert.equal(passedOn, bug);
  const context = { req: { raw: new Request('https://rs.test') }, header: () => {} };
  await assert.rejects(
    onHono.requireAccess(broken)(context, async () => {}),
    bug,
  );
  await assert.rejects(mcpTokenVerifier(broken, mcpErrors).verifyAccessToken('x'), bug);
});

describe('the MCP SDK', () => {
  let api: Started;
  before(async () => {
    const resourceMetadataUrl = verifier.metadata?.url;
    const guard = requireBearerAuth({
      verifier: mcpTokenVerifier(verifier, mcpErrors),
      requiredScopes: ['read'],
      expectedResource: new URL(resourceOf('ES256')),
      ...(resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl }),
    });
    const app = express();
    app.get('/mcp', guard as unknown as Handler, (request, response) => response.json(request.auth)); // typed for its own express
    api = await listen(app);
  });
  after(() => api.close());

  const get = (token: string) => fetch(`${api.url}/mcp`, { headers: { authorization: `Bearer ${token}` } });

  test('MCP 2025-06-18, authorization: its middleware lets good tokens through, with who they are for', async () => {
    const answer = await get(await issuer.token(resourceOf('ES256')));
    assert.equal(answer.status, 200, await answer.clone().text());
    const auth = (await answer.json()) as Json;
    assert.deepEqual([auth.clientId, auth.scopes, auth.resource], [issuer.clientId, ['read'], resourceOf('ES256')]);
    assert.equal(auth.extra.subject, issuer.clientId);
  });

  test('RFC 6750 §3.1: it answers 401, 403 and 500 as it would for errors of its own', async () => {
    const bad = await get('x');
    assert.equal(bad.status, 401);
    assert.match(bad.headers.get('www-authenticate') ?? '', /error="invalid_token".*resource_metadata="https:\/\/rs\.test/);
    assert.equal((await get(await issuer.token(resourceOf('ES256'), 'write'))).status, 403);
    const DPoP = openid.getDPoPHandle(issuer.configuration, await openid.randomDPoPKeyPair());
    assert.equal((await get(await issuer.token(resourceOf('ES256'), 'read', { DPoP }))).status, 401, 'a bound token is no bearer token');
    const scoped = mcpTokenVerifier(createVerifier({ issuer: issuer.issuer, audience: resourceOf('ES256'), scopes: ['write'] }), mcpErrors);
    await assert.rejects(scoped.verifyAccessToken(await issuer.token(resourceOf('ES256'))), mcpErrors.InsufficientScopeError);
    const down = mcpTokenVerifier(createVerifier({ issuer: 'http://127.0.0.1:1', audience: resourceOf('ES256') }), mcpErrors);
    const foreign = await issuer.token(resourceOf('ES256'));
    await assert.rejects(down.verifyAccessToken(foreign), mcpErrors.InvalidTokenError, 'its issuer is another one');
    const { issuer: name, clientId, clientSecret } = issuer;
    const introspection = { clientId, clientSecret, endpoint: 'http://127.0.0.1:1' };
    const unable = mcpTokenVerifier(createVerifier({ issuer: name, audience: resourceOf('opaque'), introspection }), mcpErrors);
    await assert.rejects(unable.verifyAccessToken('opaque'), mcpErrors.ServerError);
  });
});
