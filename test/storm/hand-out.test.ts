import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { startBrokerProcess } from '../support/broker-process.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { startOidcUpstream } from '../support/oidc-upstream.ts';
import { startPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf, userId } from '../support/test-broker.ts';

/** 1,000 hand-outs of one expired connection, over three processes that share a database. */
async function storm(database: string): Promise<void> {
  await using upstream = await startOidcUpstream({ redirectUris: [testCallback] });
  const provider = upstreamSettings(upstream);
  {
    await using opened = await openTestBroker({ database, accessUrl: testAccessUrl, providers: providersOf(provider) });
    opened.pass(-3600); // linked an hour ago: its token ended
    await linkAccount(opened);
  }
  const processes = await Promise.all(
    Array.from({ length: 3 }, () => startBrokerProcess({ database, provider, userId, leaseSeconds: 20 })),
  );
  const outcomes = await Promise.all(processes.map((process, index) => process.handOut(index === 0 ? 334 : 333)));
  assert.equal(new Set(outcomes.flat()).size, 1, 'everyone gets the same token');
  assert.match(String(outcomes[0]?.[0]), /^token /);
  assert.deepEqual([upstream.count('refresh_token success'), upstream.count('refresh_token error')], [1, 0]);
}

test('DESIGN §9: 1,000 parallel hand-outs over three processes on SQLite make one provider call', async () => {
  using folder = temporaryFolder('storm');
  await storm(`sqlite:${join(folder.path, 'storm.db')}`);
});

test('DESIGN §9: 1,000 parallel hand-outs over three processes on PostgreSQL make one provider call', async () => {
  const postgres = await startPostgres();
  try {
    await storm(await postgres.createDatabase());
  } finally {
    await postgres.stop();
  }
});
