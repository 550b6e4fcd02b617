import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { callbackOf, linkAccount, testAccessUrl, upstreamSettings } from '../support/link-account.ts';
import { startOidcUpstream } from '../support/oidc-upstream.ts';
import { setUpOwner } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf } from '../support/test-broker.ts';

/** How often the server is killed: a few times, or thousands of times with GRANTRY_CRASH_ROUNDS. */
const rounds = Number(process.env.GRANTRY_CRASH_ROUNDS ?? 3);
const providerIds = ['upstream-0', 'upstream-1', 'upstream-2', 'upstream-3'];
const clientsEach = 2;

/** What the clients of one run share. */
interface Run {
  /** Of the server as it is started just now. */
  url: string;
  apiToken: string;
  ended: boolean;
  /** Hand-outs that brought a token. */
  tokens: number;
  /** What users were told when a connection ended, by provider. */
  readonly told: string[];
  /** Makes a connection work again. */
  relink(providerId: string): Promise<unknown>;
}

const ask = async (run: Run, path: string): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> => {
  const answer = await fetch(`${run.url}/api/v2/external-auth${path}`, {
    headers: { 'coder-session-token': run.apiToken },
    signal: AbortSignal.timeout(10_000),
  });
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> }; // JSON objects, says the API
};

/** Asks for one connection's token over and over; it ends on a token, never on silence. */
async function askAgainAndAgain(run: Run, providerId: string): Promise<void> {
  for (let hasToken = false; !run.ended || !hasToken; ) {
    hasToken = false;
    try {
      const { status, body } = await ask(run, `/${providerId}/access-token`);
      hasToken = status === 200 && body.access_token !== '';
      if (hasToken) run.tokens++;
      else if (status !== 200) await sleep(50);
      else await tellAndRelink(run, providerId);
    } catch {
      await sleep(20); // the server is gone; it comes back
    }
  }
}

/** Keeps what the user is told of a connection that ended, and links it again. */
async function tellAndRelink(run: Run, providerId: string): Promise<void> {
  const { body } = await ask(run, '');
  const links = body.links as readonly Readonly<Record<string, unknown>>[];
  const link = links.find((candidate) => candidate.provider_id === providerId);
  if (link?.authenticated !== false) return; // another client linked it again
  run.told.push(String(link.validate_error));
  await run.relink(providerId);
}

describe('SIGKILL at any moment while tokens that live for seconds are handed out', { concurrency: 3 }, () => {
  for (const [index, [rotation, promise]] of (
    [
      ['none', 'no user is needed'],
      ['reuse is forgiven', 'no user is needed'],
      ['reuse is detected', 'a user is needed only where an answer was lost, and is told so'],
    ] as const
  ).entries()) {
    test(`DESIGN §10: killed ${rounds} times, the provider’s rotation being: ${rotation}: ${promise}`, {
      timeout: 30_000 + rounds * 30_000,
    }, async (t) => {
      using folder = temporaryFolder('crash');
      const database = `sqlite:${join(folder.path, 'crash.db')}`;
      await using upstream = await startOidcUpstream({ redirectUris: providerIds.map(callbackOf), accessTokenLifetime: 3, rotation });
      const providers = providerIds.map((id) => ({ ...upstreamSettings(upstream), id }));
      // An address of its own: while the server is down, no other test's server can answer on its port. Linux owns all of 127/8.
      const host = process.platform === 'linux' ? `127.79.0.${index + 1}` : '127.0.0.1';
      const start = (): Promise<ApiProcess> => startApiProcess({ database, providers, host, leaseSeconds: 3 });

      let server = await start();
      t.after(() => server.kill());
      const owner = await setUpOwner(server.url, server.setupLink);
      await using opened = await openTestBroker({
        database,
        realClock: true,
        accessUrl: testAccessUrl,
        providers: providersOf(...providers),
      });
      const run: Run = {
        url: server.url,
        apiToken: owner.api_token,
        ended: false,
        tokens: 0,
        told: [],
        relink: (providerId) => linkAccount(opened, '', owner.user_id, providerId),
      };
      for (const providerId of providerIds) await run.relink(providerId);

      const clients = providerIds.flatMap((id) => Array.from({ length: clientsEach }, () => askAgainAndAgain(run, id)));
      for (let round = 0; round < rounds; round++) {
        const before = run.tokens;
        while (run.tokens < before + providerIds.length) await sleep(10); // it works again
        await sleep(Math.random() * 100);
        await server.kill();
        server = await start();
        run.url = server.url;
      }
      run.ended = true;
      await Promise.all(clients);

      const unexplained = run.told.filter((cause) => !/^invalid_grant.* interrupted before its answer could be stored/.test(cause));
      assert.deepEqual(unexplained, [], 'a connection ended although no answer of the provider was lost');
      if (rotation !== 'reuse is detected') assert.deepEqual(run.told, []);
      assert.ok(run.told.length <= rounds * providerIds.length, 'at most one answer per kill and connection is lost');
      for (const id of providerIds) assert.match(String((await ask(run, `/${id}/access-token`)).body.access_token), /^\S{20,}$/);
      t.diagnostic(`${run.tokens} hand-outs and ${run.told.length} losses told under ${rounds} kills`);
    });
  }
});
