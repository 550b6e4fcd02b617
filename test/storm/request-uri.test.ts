import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { after, before, test } from 'node:test';
import { testAccessUrl } from '../support/link-account.ts';
import { createTestClient } from '../support/oauth-client.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testMasterKey } from '../support/test-broker.ts';

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

const agent = new Agent({ keepAlive: true, maxSockets: 60 });

/** Says yes in the name of the token's user, and tells where that leads: a code, or the error. */
const approve = (url: string, apiToken: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers: { 'coder-session-token': apiToken } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => {
        const { location } = response.headers;
        if (location === undefined) return resolve(`${response.statusCode} ${(JSON.parse(body) as { error: string }).error}`);
        resolve(new URL(location).searchParams.has('code') ? `${response.statusCode} code` : location);
      });
    });
    call.on('error', reject).end();
  });

test('RFC 9126 §7.3: one request_uri used 10,000 times at once over three servers on PostgreSQL gives one code', async () => {
  using folder = temporaryFolder('request-uri');
  const environment = {
    GRANTRY_DATA_DIR: folder.path,
    GRANTRY_DATABASE: await postgres.createDatabase(),
    GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
    GRANTRY_URL: testAccessUrl,
  };
  await using first = await startServer(environment);
  await using second = await startServer(environment);
  await using third = await startServer(environment);
  const owner = await setUpOwner(first.url, first.output());
  const client = await createTestClient(first.url, owner.api_token);
  const pushed = await fetch(`${second.url}/oauth2/par`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, response_type: 'code' }),
  });
  assert.equal(pushed.status, 201);
  const { request_uri } = (await pushed.json()) as { request_uri: string };
  const query = new URLSearchParams({ client_id: client.clientId, request_uri });
  const servers = [first, second, third];
  const answers = await Promise.all(
    Array.from({ length: 10_000 }, (_, index) => approve(`${servers[index % 3]?.url}/oauth2/authorize?${query}`, owner.api_token)),
  );
  agent.destroy();
  const counts = Object.fromEntries([...Map.groupBy(answers, (answer) => answer)].map(([answer, { length }]) => [answer, length]));
  assert.deepEqual(counts, { '302 code': 1, '400 invalid_request_uri': 9999 });
});
