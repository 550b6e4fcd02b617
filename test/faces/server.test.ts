import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { createTestClient, makePkce, obtainCode, requestToken } from '../support/oauth-client.ts';
import { ownerCredentials, startFreshServer, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('the first start makes a master key that only its owner may read, and says so; the second finds it', async () => {
  using folder = temporaryFolder('first-start');
  const key = join(folder.path, 'master.key');
  {
    await using server = await startServer({ GRANTRY_DATA_DIR: folder.path });
    assert.equal(statSync(key).mode & 0o777, 0o600);
    assert.match(server.output(), new RegExp(`Made a master key in ${key}`));
    assert.match(server.output(), /Become the owner: http:\/\/127\.0\.0\.1:\d+\/setup\?token=gsl_/);
  }
  await using again = await startServer({ GRANTRY_DATA_DIR: folder.path });
  assert.doesNotMatch(again.output(), /Made a master key/);
});

test('SIGTERM: the request in flight is answered, new ones are not taken, and the process ends well', async () => {
  await using server = await startFreshServer();
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' }).toString();
  const head = `POST /oauth2/token HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n`;
  socket.write(head + body.slice(0, 10)); // the server has the request, and not yet all of it
  await new Promise((resolve) => setTimeout(resolve, 100));
  const ended = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await assert.rejects(fetch(`${server.url}/healthz`), 'nothing new is taken');
  const answered = once(socket, 'data');
  socket.write(body.slice(10));
  assert.match(String((await answered)[0]), /^HTTP\/1\.1 401 /);
  const [code] = await ended;
  assert.equal(code, 0);
});

test('RFC 9112 §9.6: what is no request is answered in JSON, and the connection ends with the answer', async () => {
  await using server = await startFreshServer();
  const { hostname, port } = new URL(server.url);
  const broken = [
    [`GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(17_000)}\r\n\r\n`, /^HTTP\/1\.1 431 [\s\S]*16 KiB/],
    ['\0\0 is no request\r\n\r\n', /^HTTP\/1\.1 400 [\s\S]*no HTTP request/],
  ] as const;
  for (const [sent, answer] of broken) {
    const socket = connect(Number(port), hostname).end(sent);
    const said = await text(socket);
    assert.match(said, answer);
    assert.match(said, /\r\nConnection: close\r\n/);
    JSON.parse(said.slice(said.indexOf('\r\n\r\n')));
  }
});

test('readiness and metrics tell operators what goes on', async () => {
  await using server = await startFreshServer();
  assert.deepEqual(await (await fetch(`${server.url}/readyz`)).json(), { status: 'ok' });
  const client = await createTestClient(server.url, server.owner.api_token);
  await requestToken(server.url, client, { grant_type: 'client_credentials' });
  await requestToken(server.url, client, { grant_type: 'nonsense' });
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  assert.match(metrics, /^grantry_tokens_issued_total\{grant_type="client_credentials"\} 1$/m);
  assert.match(metrics, /^grantry_decisions_total\{subject="requestToken",action="refuse",error="unsupported_grant_type"\} 1$/m);
  assert.match(metrics, /^grantry_store_commit_requests_count [1-9]/m);
  assert.match(metrics, /^grantry_http_request_duration_seconds_count\{method="POST",route="\/oauth2\/tokens",status="200"\} 1$/m);
  assert.match(metrics, /^grantry_info\{version="\d+\.\d+\.\d+"\} 1$/m);
});

test('TLS: with a certificate and key the server speaks https, and its issuer is an https URL', async () => {
  using folder = temporaryFolder('tls');
  const [cert, key] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')];
  const args = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost -keyout ${key} -out ${cert}`;
  execFileSync('openssl', args.split(' '), { stdio: 'ignore' });
  await using server = await startServer({ GRANTRY_DATA_DIR: folder.path, GRANTRY_TLS_CERT_FILE: cert, GRANTRY_TLS_KEY_FILE: key });
  assert.match(server.url, /^https:/);
  const asked = request(`${server.url}/.well-known/oauth-authorization-server`, {
    ca: readFileSync(cert),
    checkServerIdentity: () => undefined,
  }).end();
  const [response] = await once(asked, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  assert.equal(JSON.parse(text).issuer, server.url);
});

test('proxies: X-Forwarded-For is believed only from those the operator trusts', async () => {
  const sessionAddress = async (environment: NodeJS.ProcessEnv): Promise<string> => {
    await using server = await startFreshServer(environment);
    const signedIn = await fetch(`${server.url}/api/v2/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' },
      body: JSON.stringify(ownerCredentials),
    });
    const { session_token: token } = (await signedIn.json()) as { session_token: string };
    const sessions = await fetch(`${server.url}/api/v2/users/me/sessions`, { headers: { 'coder-session-token': token } });
    return JSON.stringify(await sessions.json());
  };
  assert.doesNotMatch(await sessionAddress({}), /203\.0\.113\.7/);
  assert.match(await sessionAddress({ GRANTRY_TRUST_PROXY: '127.0.0.1' }), /203\.0\.113\.7/);
});

test('no secret reaches the log, at its most talkative level: tokens, codes, client secrets, passwords', async () => {
  await using server = await startFreshServer({ GRANTRY_LOG_LEVEL: 'trace' });
  const setupLinkAside = server.output().replaceAll(/gsl_\w+/g, '');
  const client = await createTestClient(server.url, server.owner.api_token);
  const { verifier, challenge } = makePkce();
  const code = await obtainCode(server.url, server.owner.api_token, client, challenge);
  const { body } = await requestToken(server.url, client, { grant_type: 'authorization_code', code, code_verifier: verifier });
  const again = await requestToken(server.url, client, { grant_type: 'authorization_code', code, code_verifier: verifier });
  assert.equal(again.status, 400);
  await fetch(`${server.url}/oauth2/authorize?client_secret=${client.clientSecret}&code=${code}&access_token=${body.access_token}`);
  await fetch(`${server.url}/nowhere/${body.refresh_token}?password=hunter2hunter2`);
  await fetch(`${server.url}/api/v2/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ownerCredentials.email, password: 'hunter2hunter2' }),
  });
  await server[Symbol.asyncDispose]();
  const log = setupLinkAside + server.output().replaceAll(/gsl_\w+/g, '');
  assert.match(log, /"msg":"answered"/, 'it did log');
  const secrets = [code, verifier, client.clientSecret, body.access_token, body.refresh_token, server.owner.api_token, 'hunter2hunter2'];
  for (const secret of secrets) assert.ok(secret && !log.includes(secret), `${secret?.slice(0, 8)}… is in the log`);
});
