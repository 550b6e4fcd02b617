import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Fault, type FaultyUpstream, half, json, nothing, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { createTestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';
import { assertionClaims, assertionForm, makeSigningKey } from '../support/signing-key.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

const key = makeSigningKey('ES256', 'one');
const other = { ...makeSigningKey('ES256').jwk, kid: 'one' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
const set = (...keys: readonly unknown[]): Fault => json(200, { keys });

/** Writes a little now and then, for as long as somebody reads. */
const drip =
  (begin: (response: ServerResponse) => void): Fault =>
  (response) => {
    begin(response);
    const timer = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(timer));
  };
/** Writes as fast as it is read. */
const pour: Fault = (response) => {
  const chunk = 'x'.repeat(65_536);
  const write = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  write();
};

/** What a `jwks_uri` answers, and what its client gets. */
const answers: Readonly<Record<string, readonly [answer: Fault, outcome: 'issued' | 'refused']>> = {
  'its key': [set(key.jwk), 'issued'],
  'its key behind another of the same kid': [set(other, key.jwk), 'issued'],
  'its key before another of the same kid': [set(key.jwk, other), 'issued'],
  'its key twice': [set(key.jwk, key.jwk), 'issued'],
  'its key among what nobody understands': [set(null, 7, 'x', [], { kty: 'new' }, { kty: 'EC' }, key.jwk), 'issued'],
  'its key, said to be of any media type': [text(200, JSON.stringify({ keys: [key.jwk] }), { 'content-type': 'text/html' }), 'issued'],
  'its private key': [set({ ...key.jwk, d: 'AAAA' }), 'refused'],
  'its key as a symmetric one': [set({ kty: 'oct', k: key.jwk.x, kid: 'one' }), 'refused'],
  'its key under another kty': [set({ ...key.jwk, kty: 'OKP' }), 'refused'],
  'its key on another curve': [set({ ...key.jwk, crv: 'P-384' }), 'refused'],
  'its key for another algorithm': [set({ ...key.jwk, alg: 'ES384' }), 'refused'],
  'its key for encryption': [set({ ...key.jwk, use: 'enc' }), 'refused'],
  'its key without kid': [set({ ...key.jwk, kid: undefined }), 'refused'],
  'a point off the curve': [set({ ...key.jwk, y: key.jwk.x }), 'refused'],
  'a weak RSA key': [set({ ...rsa, kid: 'one' }), 'refused'],
  'no keys': [set(), 'refused'],
  '101 keys': [set(...Array(100).fill(other), key.jwk), 'refused'],
  'a hundred keys of the same kid': [set(...Array(99).fill(other), key.jwk), 'refused'],
  'a set of 100,000 bytes': [json(200, { padding: 'x'.repeat(100_000), keys: [key.jwk] }), 'refused'],
  'a key instead of a set': [json(200, key.jwk), 'refused'],
  'a list': [json(200, [key.jwk]), 'refused'],
  null: [text(200, 'null'), 'refused'],
  'JSON that is deep': [text(200, '['.repeat(60_000)), 'refused'],
  HTML: [text(200, '<html>sign in</html>', { 'content-type': 'text/html' }), 'refused'],
  nothing: [text(200, ''), 'refused'],
  'a gzip bomb': [
    (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000))),
    'refused',
  ],
  'status 204': [text(204, ''), 'refused'],
  'status 500': [json(500, { keys: [key.jwk] }), 'refused'],
  'status 404': [json(404, { keys: [key.jwk] }), 'refused'],
  'a redirect': [(response) => void response.writeHead(302, { location: '/keys' }).end(), 'refused'],
  'a redirect elsewhere': [text(307, '', { location: 'http://169.254.169.254/' }), 'refused'],
  'half an answer': [half(JSON.stringify({ keys: [key.jwk] })), 'refused'],
  'a hung-up connection': [nothing, 'refused'],
  'text without end': [pour, 'refused'],
  'headers that never come': [() => undefined, 'refused'],
  'headers, and a body that never comes': [(response) => void response.writeHead(200).flushHeaders(), 'refused'],
  'a body by the drop': [drip((response) => response.writeHead(200).write('{"keys":[')), 'refused'],
};

/** Milliseconds a client may wait for its answer, though its `jwks_uri` gives none: five seconds are allowed for fetching. */
const patience = 10_000;

describe('what may be at a jwks_uri, at a running server', () => {
  let server: Server;
  let upstream: FaultyUpstream;
  before(async () => {
    upstream = await startFaultyUpstream();
    upstream.script('/keys', set(key.jwk));
    server = await startFreshServer({ GRANTRY_CLIENT_ALLOW_PRIVATE: 'true' });
  });
  after(async () => {
    await upstream[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  async function authenticate(path: string): Promise<string> {
    const { clientId } = await createTestClient(server.url, server.owner.api_token, {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: `${upstream.url.replace('127.0.0.1', 'localhost')}${path}`,
    });
    const startedAt = performance.now();
    const response = await fetch(`${server.url}/oauth2/tokens`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', ...assertionForm(key.sign(assertionClaims(clientId, server.url))) }),
    });
    const { error = 'issued' } = (await response.json()) as { readonly error?: string };
    assert.ok(performance.now() - startedAt < patience, 'the client waited for too long');
    return `${response.status} ${error}`;
  }

  // All at once: the slow ones must hold up neither the others nor the server.
  describe('RFC 7591 §2: a client whose jwks_uri answers with', { concurrency: true }, () => {
    for (const [title, [answer, outcome]] of Object.entries(answers)) {
      const path = `/${encodeURIComponent(title)}`;
      test(`${title} is ${outcome === 'issued' ? 'believed' : 'refused as invalid_client'}`, async () => {
        upstream.script(path, answer);
        assert.equal(await authenticate(path), outcome === 'issued' ? '200 issued' : '401 invalid_client');
        assert.equal(upstream.seen.filter((request) => request.path === path).length, 1, 'it is asked once');
      });
    }
  });

  test('DESIGN §11: no redirect was followed, and the server is well', async () => {
    assert.deepEqual(
      upstream.seen.filter(({ path }) => path === '/keys'),
      [],
    );
    assert.equal(await authenticate('/keys'), '200 issued');
  });
});
