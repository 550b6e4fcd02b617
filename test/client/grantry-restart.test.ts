import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGrantryAuth } from '../../packages/client/src/grantry/create-grantry-auth.ts';
import { GrantryUnavailableError } from '../../packages/client/src/grantry/errors.ts';
import { json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { findFreePort } from '../support/free-port.ts';
import { startFreshServer, startServer } from '../support/server.ts';

test('a server that is killed and started again is waited for, and meanwhile the token at hand is used', async () => {
  await using upstream = await startFaultyUpstream();
  upstream.script('/user', json(200, { login: 'octo' }));
  const at = { AUTH_URL: `${upstream.url}/a`, TOKEN_URL: `${upstream.url}/t`, VALIDATE_URL: `${upstream.url}/user` };
  const settings = { ID: 'upstream', TYPE: 'custom', CLIENT_ID: 'c', CLIENT_SECRET: 's', ...at };
  const listen = `127.0.0.1:${await findFreePort()}`;
  await using server = await startFreshServer({
    GRANTRY_LISTEN: listen,
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`GRANTRY_EXTERNAL_AUTH_0_${name}`, value])),
  });
  const link = async (access_token: string, lifetime: number): Promise<void> => {
    const answer = await fetch(`${server.url}/api/v2/external-auth/upstream/token`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'grantry-session-token': server.owner.api_token },
      body: JSON.stringify({ access_token, expires_at: new Date(Date.now() + lifetime * 1000).toISOString() }),
    });
    assert.equal(answer.status, 200, await answer.text());
  };
  await link('first', 3600);
  const options = { url: server.url, provider: 'upstream', userToken: server.owner.api_token };
  const auth = createGrantryAuth({ ...options, retryForInSeconds: 60 });
  assert.equal((await auth()).token, 'first');

  await server.kill();
  const impatient = createGrantryAuth({ ...options, retryForInSeconds: 0.1 });
  await assert.rejects(impatient(), (error) => {
    assert.ok(error instanceof GrantryUnavailableError);
    assert.match(error.message, /ECONNREFUSED/);
    assert.ok(!String(error.stack).includes(server.owner.api_token));
    return true;
  });
  const before = performance.now();
  const waiting = auth({ refresh: true });
  assert.equal((await auth()).token, 'first');
  assert.ok(performance.now() - before < 5000, 'nobody with a token waits');

  await using again = await startServer(server.environment);
  assert.equal(again.url, server.url);
  assert.equal((await waiting).token, 'first');
});
