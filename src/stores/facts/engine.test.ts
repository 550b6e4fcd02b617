import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startPostgres } from '../../../test/support/postgres.ts';
import { introspectToken } from '../../engine/introspect/introspect.ts';
import { revokeClientGrants } from '../../engine/revoke/revoke-client-grants.ts';
import { openEngine, type TestClient, type TestEngine } from '../../engine/testing/open-engine.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

const databases: readonly (readonly [name: string, url: () => string | Promise<string>])[] = [
  ['SQLite', () => 'sqlite::memory:'],
  ['PostgreSQL', () => postgres.createDatabase()],
];

const credentials = ({ client, secret }: TestClient): Readonly<Record<string, string>> => ({
  client_id: client.clientId,
  client_secret: secret,
});

const exchange = async (run: TestEngine, app: TestClient): Promise<Readonly<Record<string, string>>> => ({
  grant_type: 'authorization_code',
  code: await run.authorize({ client_id: app.client.clientId, scope: 'read', resource: 'https://api.example.com' }),
  resource: 'https://api.example.com',
  ...credentials(app),
});

for (const [name, url] of databases) {
  describe(`the engine on ${name}`, () => {
    test('every record comes back as it was written', async () => {
      await using run = await openEngine({ resources: ['https://api.example.com'] }, await url());
      const { facts } = run.engine;
      const app = await run.addClient({
        name: 'Ünïcode 💥',
        redirectUris: ['https://a.example/', 'https://b.example/?x=1'],
        allowedScopes: ['read', 'write'],
        defaultScopes: ['read'],
        pkceRequired: false,
        accessTokenFormat: 'jwt',
      });
      assert.deepEqual(await facts.findService(run.service.id), run.service);
      assert.deepEqual(await facts.listServices(), [run.service]);
      assert.equal(await facts.findService(1), undefined);
      const found = await facts.findClient(run.service.id, app.client.clientId);
      assert.deepEqual(found?.client, app.client);
      assert.equal(found?.secrets.length, 1);
      assert.deepEqual(await facts.findClient(run.service.id, String(app.client.number)), found);
      for (const unknown of ['', '0', '9'.repeat(16), '9'.repeat(17), "' or 1=1 --", '\0', '💥']) {
        assert.equal(await facts.findClient(run.service.id, unknown), undefined, unknown);
      }
      assert.deepEqual(await facts.listClients(run.service.id), [app.client]);
      const [key] = await facts.listSigningKeys(run.service.id, run.engine.clock());
      assert.ok(key?.privateJwk.reveal().includes('"d"'));
    });

    test('RFC 6749 §4.1.2: of concurrent redemptions one wins', async () => {
      await using run = await openEngine({}, await url());
      const form = await exchange(run, await run.addClient());
      const decisions = await Promise.all(Array.from({ length: 20 }, () => run.token(form)));
      assert.equal(decisions.filter(({ action }) => action === 'issue').length, 1);
    });

    test('RFC 6749 §6: concurrent refreshes get one successor, and it is the one that works', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient();
      const { refresh_token = '' } = await run.obtain(await exchange(run, app));
      const refresh = { grant_type: 'refresh_token', refresh_token, ...credentials(app) };
      const answers = await Promise.all(Array.from({ length: 20 }, () => run.obtain(refresh)));
      const [token = '', ...others] = new Set(answers.map(({ access_token }) => access_token));
      assert.deepEqual(others, []);
      const { engine, service } = run;
      const { response: described } = await introspectToken(engine, { service, token, now: engine.clock() });
      assert.ok(described.active);
      assert.deepEqual([described.scope, described.aud, described.sub], ['read', 'https://api.example.com', 'user-1']);
    });

    test('live grants of a person end with their revocation, newest first until then', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient();
      await run.obtain(await exchange(run, app));
      await run.obtain(await exchange(run, app));
      const list = () => run.engine.facts.listLiveGrants(run.service.id, 'user-1', run.engine.clock());
      const live = await list();
      assert.equal(live.length, 2);
      assert.ok((live[0]?.id ?? '') > (live[1]?.id ?? ''));
      assert.deepEqual(live[0]?.resources, ['https://api.example.com']);
      await revokeClientGrants(run.engine, { service: run.service, clientId: app.client.clientId, subject: 'user-1' });
      assert.deepEqual(await list(), []);
    });
  });
}
