import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startPostgres } from '../../../test/support/postgres.ts';
import { revokeTokens } from '../../engine/revoke/revoke-tokens.ts';
import { openEngine, type TestClient, type TestEngine } from '../../engine/testing/open-engine.ts';
import { createToken } from '../../engine/token/create-token.ts';
import { listTokens, type TokenListing } from '../../engine/token/list-tokens.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { Secret } from '../../protocol/secret.ts';
import { seconds } from '../../protocol/units.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

const databases: readonly (readonly [name: string, url: () => string | Promise<string>])[] = [
  ['SQLite', () => 'sqlite::memory:'],
  ['PostgreSQL', () => postgres.createDatabase()],
];

const list = async (run: TestEngine, listing: Partial<TokenListing> = {}) => {
  const found = await listTokens(run.engine, run.service, { skip: 0, limit: 100, ...listing });
  assert.ok(!(found instanceof OAuthError));
  return found;
};

const make = async (run: TestEngine, { client }: TestClient, subject: string | undefined, lifetime = 3600) => {
  const creation = { service: run.service, clientId: client.clientId, wanted: { subject, scopes: ['read'] }, isRefreshable: true };
  const decision = await createToken(run.engine, creation, { accessTokenLifetime: seconds(lifetime) });
  assert.ok(decision.action === 'issue');
  return decision.issued;
};

for (const [name, url] of databases) {
  describe(`tokens on ${name}`, () => {
    test('seed 002, token/get/list: an access token and what refreshes it are one, newest first, of a client or a subject', async () => {
      await using run = await openEngine({}, await url());
      const [app, other] = [await run.addClient(), await run.addClient()];
      const itself = await make(run, app, undefined);
      run.pass(1);
      const ada = await make(run, app, 'ada');
      run.pass(1);
      const bob = await make(run, other, 'bob', 60);
      const ids = async (listing?: Partial<TokenListing>) => (await list(run, listing)).records.map(({ id }) => id);
      assert.deepEqual(await ids(), [bob.accessToken.id, ada.accessToken.id, itself.accessToken.id]);
      assert.deepEqual(await ids({ clientId: app.client.clientId }), [ada.accessToken.id, itself.accessToken.id]);
      assert.deepEqual(await ids({ subject: 'bob' }), [bob.accessToken.id]);
      assert.deepEqual(await ids({ clientId: String(app.client.number), subject: 'bob' }), []);
      const page = await list(run, { skip: 1, limit: 1 });
      assert.deepEqual([page.totalCount, page.records.map(({ id }) => id)], [3, [ada.accessToken.id]]);
      assert.equal((await list(run, { limit: 0 })).totalCount, 3);
      const [record] = page.records;
      assert.deepEqual([record?.subject, record?.scopes, record?.refreshToken?.hash], ['ada', ['read'], ada.refreshToken?.id]);
      run.pass(60);
      const [ended] = (await list(run, { subject: 'bob' })).records;
      assert.deepEqual([ended?.id, ended?.accessTokenExpiresAt, ended?.scopes], [bob.accessToken.id, undefined, ['read']]);
      const stranger = await listTokens(run.engine, { id: run.service.id + 1 }, { skip: 0, limit: 9 });
      assert.equal(!(stranger instanceof OAuthError) && stranger.totalCount, 0);
      const unknown = await listTokens(run.engine, run.service, { clientId: 'nobody', skip: 0, limit: 9 });
      assert.ok(unknown instanceof OAuthError);
    });

    test('seed 002, token/get/list: a refresh makes no second token, and what names one ends it', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient();
      const code = await run.authorize({ client_id: app.client.clientId });
      const credentials = { client_id: app.client.clientId, client_secret: app.secret };
      const first = await run.obtain({ grant_type: 'authorization_code', code, ...credentials });
      run.pass(5);
      await run.obtain({ grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '', ...credentials });
      const given = new Secret('A-token-that-another-server-made-0123456789');
      const creation = { service: run.service, clientId: app.client.clientId, wanted: { subject: 'bob' }, isRefreshable: true };
      await createToken(run.engine, creation, { accessToken: given });
      const { records, totalCount } = await list(run);
      assert.equal(totalCount, 2);
      const hash = run.engine.sha256(given.reveal());
      const refreshed = records.find(({ accessTokenHash }) => accessTokenHash !== hash);
      assert.equal(refreshed?.issuedAt, (refreshed?.createdAt ?? 0) + 5);
      for (const token of [hash, refreshed?.refreshToken?.hash ?? '']) {
        const decision = await revokeTokens(run.engine, run.service, { of: 'token', token });
        assert.equal(decision.action === 'done' && decision.count, 1);
      }
      assert.equal((await list(run)).totalCount, 0);
    });
  });
}
