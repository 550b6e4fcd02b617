import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import pg from 'pg';
import { findFreePort } from '../support/free-port.ts';
import { HeadlessBrowser } from '../support/headless-browser.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { startPostgres } from '../support/postgres.ts';
import { ownerCredentials, setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const settingsOf = (url: string, upstream: OidcUpstream): NodeJS.ProcessEnv => ({
  GRANTRY_URL: url,
  GRANTRY_EXTERNAL_AUTH_0_ID: 'upstream',
  GRANTRY_EXTERNAL_AUTH_0_TYPE: 'oidc',
  GRANTRY_EXTERNAL_AUTH_0_ISSUER: upstream.issuer,
  GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: upstream.clientId,
  GRANTRY_EXTERNAL_AUTH_0_CLIENT_SECRET: upstream.clientSecret,
});

/** Links an account as a person does: signed in, over the browser flow. */
async function linkAccount(url: string): Promise<void> {
  const signedIn = await fetch(`${url}/api/v2/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ownerCredentials),
  });
  const { session_token: sessionToken } = (await signedIn.json()) as { session_token: string };
  const browser = new HeadlessBrowser();
  browser.setCookie(url, 'grantry_session_token', sessionToken);
  const end = await browser.open(`${url}/external-auth/upstream/callback`, (reached) => reached.includes('redirected=true'));
  assert.match(end.url, /redirected=true/);
}

/** 1,000 hand-outs of one expired connection over HTTP, from three servers on one database. */
async function storm(environment: NodeJS.ProcessEnv, expire: () => Promise<void>): Promise<void> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  await using upstream = await startOidcUpstream({ redirectUris: [`${url}/external-auth/upstream/callback`] });
  const settings = { ...environment, ...settingsOf(url, upstream) };
  await using first = await startServer({ ...settings, GRANTRY_LISTEN: `127.0.0.1:${port}` });
  const owner = await setUpOwner(first.url, first.output());
  await using second = await startServer(settings);
  await using third = await startServer(settings);
  await linkAccount(url);
  await expire();

  const agent = await fetch(`${url}/api/v2/agents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${owner.api_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'storm' }),
  });
  const { token } = (await agent.json()) as { token: string };
  const servers = [first.url, second.url, third.url];
  const handOut = async (index: number): Promise<string> => {
    const answer = await fetch(`${servers[index % 3]}/api/v2/workspaceagents/me/external-auth?id=upstream`, {
      headers: { 'coder-session-token': token },
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const tokens = await Promise.all(Array.from({ length: 1000 }, (_, index) => handOut(index)));

  const [shared, ...others] = new Set(tokens);
  assert.ok(shared, 'a token was handed out');
  assert.deepEqual(others, [], 'everyone got the same token');
  assert.deepEqual([upstream.count('refresh_token success'), upstream.count('refresh_token error')], [1, 0]);
}

const anHourAgo = (): number => Math.floor(Date.now() / 1000) - 3600;

test('DESIGN §9: three servers on SQLite, 1,000 parallel hand-outs of an expired connection: one provider call', async () => {
  using folder = temporaryFolder('storm');
  await storm({ GRANTRY_DATA_DIR: folder.path }, async () => {
    using database = new DatabaseSync(`${folder.path}/grantry.db`);
    database.prepare('update connections set expires_at = ?').run(anHourAgo());
  });
});

test('DESIGN §9: three servers on PostgreSQL, 1,000 parallel hand-outs of an expired connection: one provider call', async () => {
  const postgres = await startPostgres();
  try {
    using folder = temporaryFolder('storm');
    const url = await postgres.createDatabase();
    await storm({ GRANTRY_DATABASE: url, GRANTRY_DATA_DIR: folder.path }, async () => {
      const client = new pg.Client(url);
      await client.connect();
      await client.query('update connections set expires_at = $1', [anHourAgo()]);
      await client.end();
    });
  } finally {
    await postgres.stop();
  }
});
