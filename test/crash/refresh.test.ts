import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { healthOf } from '../../src/broker/health.ts';
import type { RefreshStep } from '../../src/broker/ports.ts';
import { startBrokerProcess } from '../support/broker-process.ts';
import { json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { startOidcUpstream } from '../support/oidc-upstream.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf, tokensUntil, userId } from '../support/test-broker.ts';

const leaseSeconds = 2;

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

describe('SIGKILL during a refresh', { concurrency: 4 }, () => {
  for (const [killedAt, afterwards] of deaths) {
    test(`DESIGN §5: killed at ${killedAt}, a connection ${afterwards}`, async () => {
      using folder = temporaryFolder('crash');
      const database = `sqlite:${join(folder.path, 'crash.db')}`;
      await using upstream = await startOidcUpstream({ redirectUris: [testCallback] });
      const provider = upstreamSettings(upstream);
      await using opened = await openTestBroker({ database, accessUrl: testAccessUrl, providers: providersOf(provider) });
      opened.pass(-3600); // linked an hour ago: its token ended
      await linkAccount(opened);

      const doomed = await startBrokerProcess({ database, provider, userId, leaseSeconds, killedAt });
      assert.equal(await doomed.handOut(3), 'killed');
      const next = await startBrokerProcess({ database, provider, userId, leaseSeconds });
      const [outcome = ''] = (await next.handOut(3)) as string[];

      opened.pass(3600);
      const connection = await opened.broker.facts.findConnectionOf(userId, 'upstream');
      assert.ok(connection);
      const health = healthOf(connection, true, opened.now());
      if (afterwards === 'works') {
        assert.match(outcome, /^token /);
        assert.deepEqual([health.state, connection.intentAt], ['ok', undefined]);
        assert.equal(upstream.count('refresh_token success'), 1);
      } else {
        assert.match(outcome, /^link_needed invalid_grant.*interrupted before its answer could be stored/);
        assert.equal(health.state, 'needs_reauth');
        assert.match(health.state === 'needs_reauth' ? health.cause : '', /interrupted/);
      }
    });
  }

  for (const killedAt of ['failure_storing', 'failure_stored'] as const) {
    test(`DESIGN §5: killed at ${killedAt}, a connection works when the provider is back`, async () => {
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
      const connection = {
        ...tokensUntil(opened.now() - 60),
        id: 'c1',
        providerId: 'upstream',
        userId,
        account: '',
        accountId: undefined,
        kind: 'oauth' as const,
        chosenAt: opened.now(),
        generation: 1,
        attempt: 1,
      };
      await opened.broker.commit([
        {
          change: 'insert_connection',
          connection: {
            ...connection,
            lease: undefined,
            intentAt: undefined,
            failure: undefined,
            lastRefreshedAt: undefined,
            lastValidatedAt: undefined,
            lastUsedAt: undefined,
            createdAt: opened.now(),
            updatedAt: opened.now(),
          },
        },
      ]);
      upstream.script('/token', json(503, { error: 'temporarily_unavailable' }), json(200, { access_token: 'access-2', expires_in: 600 }));

      const doomed = await startBrokerProcess({ database, provider, userId, leaseSeconds, killedAt });
      assert.equal(await doomed.handOut(3), 'killed');
      const tries = [];
      for (let index = 0; index < 20 && !String(tries.at(-1)).startsWith('token'); index++) {
        const next = await startBrokerProcess({ database, provider, userId, leaseSeconds });
        tries.push(...((await next.handOut(1)) as string[]));
      }
      assert.equal(tries.at(-1), 'token access-2');
    });
  }
});
