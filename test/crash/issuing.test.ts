import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestClient, makePkce, obtainCode, requestToken, type TestClient } from '../support/oauth-client.ts';
import { type ServerProcess, setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** How often the server is killed: thousands of times with GRANTRY_CRASH_ROUNDS. */
const rounds = Number(process.env.GRANTRY_CRASH_ROUNDS ?? 60);
const refreshers = 6;
const redeemers = 2;

/** What the clients saw, for judging afterwards. */
interface Ledger {
  /** Successors each presented refresh token got. More than one distinct is a doubled token. */
  readonly successors: Map<string, Set<string>>;
  /** How often each code was honoured. */
  readonly redeemed: Map<string, number>;
  /** Where each chain stands: the last acknowledged tokens. */
  readonly chains: Map<number, { refreshToken: string; accessToken: string }>;
  /** Refusals of a token that had to be honoured. */
  readonly lost: string[];
}

/** The running server's URL; clients ask for it before each request, since every restart has another port. */
interface Target {
  url: string;
}

const isAlive = (condition: { stopped: boolean }): boolean => !condition.stopped;

/**
 * Follows one refresh chain: an answer that never came is asked for again with the same token. It ends on an answer, never on
 * silence: a rotation that was committed but not answered has already ended the access token the ledger knows.
 */
async function refreshAgainAndAgain(
  target: Target,
  client: TestClient,
  chain: number,
  ledger: Ledger,
  end: { stopped: boolean },
): Promise<void> {
  for (let isAnswered = false; isAlive(end) || !isAnswered; ) {
    isAnswered = false;
    const { refreshToken } = ledger.chains.get(chain) ?? assert.fail('the chain was set up');
    try {
      const answer = await requestToken(target.url, client, { grant_type: 'refresh_token', refresh_token: refreshToken });
      if (answer.status !== 200) {
        ledger.lost.push(`chain ${chain}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return;
      }
      const { refresh_token: successor = '', access_token: accessToken = '' } = answer.body;
      ledger.successors.set(refreshToken, (ledger.successors.get(refreshToken) ?? new Set()).add(successor));
      ledger.chains.set(chain, { refreshToken: successor, accessToken });
      isAnswered = true;
    } catch {
      await sleep(10); // the server is gone; it comes back
    }
  }
}

/** Redeems codes twice each: exactly one may be honoured, and a code whose answer was lost may be honoured not at all. */
async function redeemAgainAndAgain(
  target: Target,
  client: TestClient,
  apiToken: string,
  ledger: Ledger,
  end: { stopped: boolean },
): Promise<void> {
  while (isAlive(end)) {
    try {
      const { verifier, challenge } = makePkce();
      const code = await obtainCode(target.url, apiToken, client, challenge);
      const redeem = { grant_type: 'authorization_code', code, code_verifier: verifier };
      const attempts = await Promise.allSettled([requestToken(target.url, client, redeem), requestToken(target.url, client, redeem)]);
      const honoured = attempts.filter((attempt) => attempt.status === 'fulfilled' && attempt.value.status === 200).length;
      ledger.redeemed.set(code, honoured);
    } catch {
      await sleep(10);
    }
  }
}

/** Every grant has at most one refresh token that can still be used, and every rotated one a successor. */
function findTornFamilies(databaseFile: string): readonly unknown[] {
  using database = new DatabaseSync(databaseFile, { readOnly: true });
  return database
    .prepare(
      `select g.id from grants g where g.revoked_at is null and
         (select count(*) from refresh_tokens r where r.grant_id = g.id and r.rotated_at is null) <> 1`,
    )
    .all();
}

/** Waits until a chain moved on: on a busy machine one that is never answered would outlast the leeway, which is no defect. */
async function answered({ chains, lost }: Ledger, chain: number): Promise<void> {
  const before = chains.get(chain)?.refreshToken;
  while (chains.get(chain)?.refreshToken === before && lost.length === 0) await sleep(2);
}

test(`killed ${rounds} times while codes are redeemed and refresh tokens rotated: nothing acknowledged is lost, nothing doubled, no family torn`, {
  timeout: rounds * 10_000,
}, async (t) => {
  using folder = temporaryFolder('crash');
  // An address of its own: while the server is down, no other test's server can answer on its port. Linux owns all of 127/8.
  const listen = process.platform === 'linux' ? '127.77.0.1:0' : '127.0.0.1:0';
  const environment = { GRANTRY_DATA_DIR: folder.path, GRANTRY_LOG_LEVEL: 'error', GRANTRY_LISTEN: listen };
  let server: ServerProcess = await startServer(environment);
  const owner = await setUpOwner(server.url, server.output());
  const target: Target = { url: server.url };
  const client = await createTestClient(server.url, owner.api_token);
  const ledger: Ledger = { successors: new Map(), redeemed: new Map(), chains: new Map(), lost: [] };
  for (let chain = 0; chain < refreshers; chain++) {
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(server.url, owner.api_token, client, challenge);
    const { body } = await requestToken(server.url, client, { grant_type: 'authorization_code', code, code_verifier: verifier });
    ledger.chains.set(chain, { refreshToken: body.refresh_token ?? '', accessToken: body.access_token ?? '' });
  }

  const end = { stopped: false };
  const clients = [
    ...Array.from({ length: refreshers }, (_, chain) => refreshAgainAndAgain(target, client, chain, ledger, end)),
    ...Array.from({ length: redeemers }, () => redeemAgainAndAgain(target, client, owner.api_token, ledger, end)),
  ];
  for (let round = 0; round < rounds && ledger.lost.length === 0; round++) {
    await answered(ledger, round % refreshers);
    await sleep(Math.random() * 60);
    await server.kill();
    server = await startServer(environment);
    target.url = server.url;
  }
  end.stopped = true;
  await Promise.all(clients);

  assert.deepEqual(ledger.lost, [], 'a refresh token that had to work was refused');
  const doubled = [...ledger.successors.values()].filter((successors) => successors.size > 1);
  assert.deepEqual(doubled, [], 'a refresh token got two successors');
  const honouredTwice = [...ledger.redeemed.values()].filter((honoured) => honoured > 1);
  assert.deepEqual(honouredTwice, [], 'a code was honoured twice');
  for (const { accessToken } of ledger.chains.values()) {
    const me = await fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${accessToken}` } });
    assert.equal(me.status, 200, 'an acknowledged access token works');
  }
  t.diagnostic(`${ledger.successors.size} rotations and ${ledger.redeemed.size} codes under ${rounds} kills`);
  await server.kill();
  assert.deepEqual(findTornFamilies(`${folder.path}/grantry.db`), [], 'a family is torn');
});
