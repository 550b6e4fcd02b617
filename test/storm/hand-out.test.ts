import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type BrokerProcess, startBrokerProcess } from '../support/broker-process.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { startOidcUpstream } from '../support/oidc-upstream.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf, userId } from '../support/test-broker.ts';

/** What three processes go through while they hand out one expired connection a thousand times. */
interface Storm {
  readonly title: string;
  /** How many seconds each process's clock is ahead. */
  readonly clocks: readonly [number, number, number];
  /** Where the first process, which leads then, dies. */
  readonly leaderDies?: 'provider_calling' | 'tokens_storing';
  /** What everybody gets. */
  readonly outcome: RegExp;
  /** Refreshes the provider granted and refused. */
  readonly calls: readonly [number, number];
}

const token = /^token \S{20,}$/;
const storms: readonly Storm[] = [
  { title: 'they make one provider call', clocks: [0, 0, 0], outcome: token, calls: [1, 0] },
  { title: 'with clocks 20 min apart, they make one provider call', clocks: [0, 600, -600], outcome: token, calls: [1, 0] },
  {
    title: 'they make one provider call although the leader is killed',
    clocks: [0, 0, 0],
    leaderDies: 'provider_calling',
    outcome: token,
    calls: [1, 0],
  },
  {
    title: 'they make one provider call although the leader, 10 min ahead, is killed',
    clocks: [600, 0, -600],
    leaderDies: 'provider_calling',
    outcome: token,
    calls: [1, 0],
  },
  {
    title: 'they ask once more when the leader is killed with the provider’s answer, and all are told of the loss',
    clocks: [0, -600, 600],
    leaderDies: 'tokens_storing',
    outcome: /^link_needed invalid_grant.*interrupted before its answer could be stored/,
    calls: [1, 1],
  },
];

async function rage(database: string, { clocks, leaderDies, outcome, calls }: Storm): Promise<void> {
  await using upstream = await startOidcUpstream({ redirectUris: [testCallback], accessTokenLifetime: 3600 });
  const provider = upstreamSettings(upstream);
  await using opened = await openTestBroker({ database, accessUrl: testAccessUrl, providers: providersOf(provider) });
  opened.pass(-7200); // linked two hours ago: its token ended
  await linkAccount(opened);

  const leaseSeconds = leaderDies === undefined ? 20 : 3;
  const [first, ...rest] = await Promise.all(
    clocks.map((clockAhead, index) =>
      startBrokerProcess({
        database,
        provider,
        userId,
        leaseSeconds,
        clockAhead,
        ...(leaderDies !== undefined && index === 0 ? { killedAt: leaderDies } : {}),
      }),
    ),
  );
  assert.ok(first);
  const ofFirst = first.handOut(334);
  if (leaderDies !== undefined) while (!(await isLeased())) await new Promise((resolve) => setTimeout(resolve, 5));
  const outcomes = await Promise.all(rest.map((process: BrokerProcess) => process.handOut(333)));
  if (leaderDies === undefined) outcomes.push(await ofFirst);
  else assert.equal(await ofFirst, 'killed');

  assert.deepEqual([...new Set(outcomes.flat())], outcomes[0], 'everyone gets the same');
  assert.match(String(outcomes[0]?.[0]), outcome);
  assert.deepEqual([upstream.count('refresh_token success'), upstream.count('refresh_token error')], calls);

  async function isLeased(): Promise<boolean> {
    return (await opened.broker.facts.findConnectionOf(userId, 'upstream'))?.lease !== undefined;
  }
}

describe('1,000 parallel hand-outs over three processes', () => {
  let postgres: TestPostgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  for (const storm of storms) {
    test(`DESIGN §9: on SQLite, ${storm.title}`, async () => {
      using folder = temporaryFolder('storm');
      await rage(`sqlite:${join(folder.path, 'storm.db')}`, storm);
    });
    test(`DESIGN §9: on PostgreSQL, ${storm.title}`, async () => rage(await postgres.createDatabase(), storm));
  }
});
