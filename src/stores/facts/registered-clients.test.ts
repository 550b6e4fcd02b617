import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startPostgres } from '../../../test/support/postgres.ts';
import { plainRegistrationRules } from '../../engine/model/registration-rules.ts';
import type { Service } from '../../engine/model/service.ts';
import { endUnusedClients } from '../../engine/registration/end-unused-clients.ts';
import { registerClient } from '../../engine/registration/register-client.ts';
import { openEngine, pkcePair, type TestEngine } from '../../engine/testing/open-engine.ts';
import { seconds } from '../../protocol/units.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

const databases: readonly (readonly [name: string, url: () => string | Promise<string>])[] = [
  ['SQLite', () => 'sqlite::memory:'],
  ['PostgreSQL', () => postgres.createSchema()],
];

const day = 86_400;
const registrationRules = { ...plainRegistrationRules, maxClients: 20, unusedLifetime: seconds(7 * day), idleLifetime: seconds(30 * day) };
const redirectUri = 'https://app.example.com/callback';
const publicMetadata = {
  redirect_uris: [redirectUri],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
};

const register = (run: TestEngine, service: Service = run.service, metadata: unknown = publicMetadata) =>
  registerClient(run.engine, { service, json: JSON.stringify(metadata), token: undefined });

async function registerOne(run: TestEngine): Promise<string> {
  const decision = await register(run);
  assert.equal(decision.action, 'created');
  return decision.client.clientId;
}

/** One authorization with its exchange, as a use of the client. */
async function use(run: TestEngine, clientId: string): Promise<void> {
  const { verifier, challenge } = pkcePair();
  const code = await run.authorize({ client_id: clientId, code_challenge: challenge, code_challenge_method: 'S256' });
  await run.obtain({ grant_type: 'authorization_code', code, client_id: clientId, code_verifier: verifier });
}

for (const [name, url] of databases)
  describe(`clients that no operator made, on ${name}`, () => {
    test('DESIGN §13: parallel registrations do not go beyond the quota', async () => {
      await using run = await openEngine({ registrationRules }, await url());
      const decisions = await Promise.all(Array.from({ length: 100 }, () => register(run)));
      assert.equal(decisions.filter(({ action }) => action === 'created').length, registrationRules.maxClients);
      const refused = decisions.find(({ action }) => action === 'refuse');
      assert.equal(refused?.action === 'refuse' && refused.error.code, 'temporarily_unavailable');
      await run.addClient();
      assert.equal(await run.engine.facts.countClients(run.service.id, 'dynamic'), registrationRules.maxClients);
    });

    test('DESIGN §13: what is never used ends after its time, what is used after a longer one, and what an operator made never', async () => {
      await using run = await openEngine({ registrationRules }, await url());
      const { facts } = run.engine;
      const [never, used] = [await registerOne(run), await registerOne(run)];
      const own = await run.addClient();
      await use(run, used);
      assert.equal(await endUnusedClients(run.engine), 0);
      run.pass(8 * day);
      assert.equal(await endUnusedClients(run.engine), 1);
      assert.equal(await facts.findClient(run.service.id, never), undefined);
      run.pass(20 * day);
      await use(run, used);
      run.pass(20 * day);
      assert.equal(await endUnusedClients(run.engine), 0);
      run.pass(31 * day);
      assert.equal(await endUnusedClients(run.engine), 1);
      assert.equal(await facts.findClient(run.service.id, used), undefined);
      assert.ok(await facts.findClient(run.service.id, own.client.clientId));
    });

    test('a client that is used meanwhile is not ended', async () => {
      await using run = await openEngine({ registrationRules }, await url());
      const clientId = await registerOne(run);
      run.pass(8 * day);
      const { facts, commit, clock } = run.engine;
      const inBetween: typeof facts = {
        ...facts,
        findClient: async (serviceId, identifier) => {
          const found = await facts.findClient(serviceId, identifier);
          await use(run, clientId);
          return found;
        },
      };
      assert.equal(await endUnusedClients({ facts: inBetween, commit, clock }), 0);
      assert.ok(await facts.findClient(run.service.id, clientId));
    });

    test('a secret ends with its client', async () => {
      await using run = await openEngine({ registrationRules }, await url());
      const decision = await register(run, run.service, { redirect_uris: [redirectUri] });
      assert.equal(decision.action, 'created');
      const [secret] = (await run.engine.facts.findClient(run.service.id, decision.client.clientId))?.secrets ?? [];
      run.pass(8 * day);
      await endUnusedClients(run.engine);
      assert.equal(await run.engine.facts.findClientSecret(secret?.id ?? ''), undefined);
    });
  });

test('DESIGN §13: two nodes on PostgreSQL do not go beyond the quota between them', async () => {
  const url = await postgres.createSchema();
  await using one = await openEngine({ registrationRules: { ...registrationRules, maxClients: 1 } }, url);
  await using other = await openEngine({ issuer: 'https://other.example' }, url);
  const { service } = one;
  for (let round = 0; round < 12; round++) {
    const decisions = await Promise.all([register(one, service), register(other, service)]);
    const created = decisions.flatMap((decision) => (decision.action === 'created' ? [decision.client] : []));
    assert.equal(created.length, 1);
    for (const { number } of created) await one.engine.commit([{ change: 'delete_client', clientNumber: number }]);
  }
});
