import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { healthOf } from '../../src/broker/health.ts';
import { type RefreshStep, refreshSteps } from '../../src/broker/ports.ts';
import { startBrokerProcess } from '../support/broker-process.ts';
import { json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf, type TestBroker, tokensUntil } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';

/** Short, since the next process waits for it; long enough for a provider on a busy machine. */
const leaseSeconds = 4;

/** How often a process is killed, spread over the points: at each once, or thousands of times with GRANTRY_CRASH_ROUNDS. */
const rounds = Math.ceil(Number(process.env.GRANTRY_CRASH_ROUNDS ?? 0) / refreshSteps.length) || 1;
const timeout = 60_000 + rounds * 20_000;

/** Where the process dies, and whether the provider, which rotates and detects reuse, still serves the connection then. */
const deaths: readonly (readonly [RefreshStep, 'works' | 'needs the user'])[] = [
  ['refresh_begins', 'works'],
  ['intent_written', 'works'],
  ['provider_calling', 'works'],
  ['provider_answered', 'needs the user'],
  ['answer_judged', 'needs the user'],
  ['tokens_storing', 'needs the user'],
  ['tokens_stored', 'works'],
  ['validating', 'works'],
  ['validated', 'works'],
  ['handing_out', 'works'],
];

interface Death {
  readonly opened: TestBroker;
  readonly upstream: OidcUpstream;
  readonly database: string;
  readonly provider: Readonly<Record<string, string>>;
  readonly killedAt: RefreshStep;
  readonly afterwards: (typeof deaths)[number][1];
}

/** Lets a process die over a newly linked account, and the next one go on. */
async function dieAndGoOn({ opened, upstream, database, provider, killedAt, afterwards }: Death): Promise<void> {
  const user = randomUUID();
  const refreshes = upstream.count('refresh_token success');
  opened.pass(-3600); // linked an hour ago: its token ended
  await linkAccount(opened, '', user);

  const doomed = await startBrokerProcess({ database, provider, userId: user, leaseSeconds, killedAt });
  assert.equal(await doomed.handOut(3), 'killed');
  const next = await startBrokerProcess({ database, provider, userId: user, leaseSeconds });
  const [outcome = ''] = (await next.handOut(3)) as string[];

  opened.pass(3600);
  const connection = await opened.broker.facts.findConnectionOf(user, 'upstream');
  assert.ok(connection);
  const health = healthOf(connection, true, opened.now());
  if (afterwards === 'works') {
    assert.match(outcome, /^token /);
    assert.deepEqual([health.state, connection.intentAt], ['ok', undefined]);
    assert.equal(upstream.count('refresh_token success') - refreshes, 1);
  } else {
    assert.match(outcome, /^link_needed invalid_grant.*interrupted before its answer could be stored/);
    assert.equal(health.state, 'needs_reauth');
    assert.match(health.state === 'needs_reauth' ? health.cause : '', /interrupted/);
  }
}

describe('SIGKILL during a refresh', { concurrency: 4 }, () => {
  for (const [killedAt, afterwards] of deaths) {
    test(`DESIGN §5: killed at ${killedAt}, a connection ${afterwards}`, { timeout }, async () => {
      using folder = temporaryFolder('crash');
      const database = `sqlite:${join(folder.path, 'crash.db')}`;
      await using upstream = await startOidcUpstream({ redirectUris: [testCallback] });
      const provider = upstreamSettings(upstream);
      await using opened = await openTestBroker({ database, accessUrl: testAccessUrl, providers: providersOf(provider) });
      for (let round = 0; round < rounds; round++) await dieAndGoOn({ opened, upstream, database, provider, killedAt, afterwards });
    });
  }

  for (const killedAt of ['failure_storing', 'failure_stored'] as const) {
    test(`DESIGN §5: killed at ${killedAt}, a connection works when the provider is back`, { timeout }, async () => {
      using folder = temporaryFolder('crash');
      const database = `sqlite:${join(folder.path, 'crash.db')}`;
      await using upstream = await startFaultyUpstream();
      const provider = {
        id: 'upstream',
        type: 'oauth2',
        client_id: 'c',
        auth_url: `${upstream.url}/a`,
        token_url: `${upstream.url}/token`,
      };
      await using opened = await openTestBroker({ database, providers: providersOf(provider) });
      for (let round = 0; round < rounds; round++) {
        const user = randomUUID();
        await keepConnection(opened, tokensUntil(opened.now() - 60), user);
        upstream.script(
          '/token',
          json(503, { error: 'temporarily_unavailable' }),
          json(200, { access_token: 'access-2', expires_in: 600 }),
        );

        const doomed = await startBrokerProcess({ database, provider, userId: user, leaseSeconds, killedAt });
        assert.equal(await doomed.handOut(3), 'killed');
        const tries = [];
        for (let index = 0; index < 20 && !String(tries.at(-1)).startsWith('token'); index++) {
          const next = await startBrokerProcess({ database, provider, userId: user, leaseSeconds });
          tries.push(...((await next.handOut(1)) as string[]));
        }
        assert.equal(tries.at(-1), 'token access-2');
      }
    });
  }
});
