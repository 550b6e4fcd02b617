import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startPostgres } from '../../../test/support/postgres.ts';
import { changeClientSecret } from '../../engine/clients/change-client-secret.ts';
import { findGrantedScopes, forgetGrantedScopes, updateAuthorizations } from '../../engine/clients/client-authorizations.ts';
import { lockClient } from '../../engine/clients/lock-client.ts';
import { createClientSecret } from '../../engine/clients/manage-client-secrets.ts';
import { updateClient } from '../../engine/clients/manage-clients.ts';
import { setRequestableScopes } from '../../engine/clients/set-requestable-scopes.ts';
import { openEngine, type TestClient, type TestEngine } from '../../engine/testing/open-engine.ts';
import { createToken } from '../../engine/token/create-token.ts';
import { parseCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import { seconds } from '../../protocol/units.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

const databases: readonly (readonly [name: string, url: () => string | Promise<string>])[] = [
  ['SQLite', () => 'sqlite::memory:'],
  ['PostgreSQL', () => postgres.createDatabase()],
];

const tokensFor = async ({ engine, service }: TestEngine, { client }: TestClient, subject: string, scopes = ['read']) => {
  const wanted = { subject, scopes };
  const made = await createToken(engine, { service, clientId: client.clientId, wanted, isRefreshable: true });
  assert.equal(made.action, 'issue');
  return { accessTokenId: made.issued.accessToken.id, refreshTokenId: made.issued.refreshToken?.id ?? '' };
};

const authenticates = async (run: TestEngine, { client }: TestClient, secret: string): Promise<boolean> =>
  (await run.token({ grant_type: 'client_credentials', client_id: client.clientId, client_secret: secret })).action === 'issue';

for (const [name, url] of databases) {
  describe(`clients on ${name}`, () => {
    test('what is laid down for a client and said of it comes back, when it is made and when it is changed', async () => {
      await using run = await openEngine({}, await url());
      const terms = { accessTokenLifetime: seconds(60), responseModes: ['query'], singlePerSubject: true, certificateKeyId: 'one' };
      const description = { summary: 'Ünïcode 💥', developer: 'dev', names: [{ language: 'de', text: 'App' }], contacts: ['a'] };
      const { client } = await run.addClient({ terms, description });
      const find = async () => (await run.engine.facts.findClient(run.service.id, client.clientId))?.client;
      assert.deepEqual(await find(), client);
      const changed = { ...client, terms: { ...client.terms, singlePerSubject: false }, description: { summary: 'Other' } };
      await run.engine.commit([{ change: 'update_client', client: changed }]);
      assert.deepEqual(await find(), changed);
      assert.equal(await run.engine.facts.countClientsOf(run.service.id, 'dev'), 0);
    });

    test('a client may change its text id, but not to that of another', async () => {
      await using run = await openEngine({}, await url());
      const [one, other] = [await run.addClient(), await run.addClient()];
      const commit = async (clientId: string) =>
        (await run.engine.commit([{ change: 'update_client', client: { ...one.client, clientId } }])).outcome;
      assert.equal(await commit(other.client.clientId), 'conflict');
      assert.equal(await commit('shop'), 'committed');
      assert.equal((await run.engine.facts.findClient(run.service.id, 'shop'))?.client.number, one.client.number);
    });

    test('of what is changed of a client at once none is lost', async () => {
      await using run = await openEngine({}, await url());
      const { client } = await run.addClient();
      const reference = { service: run.service, clientId: client.clientId };
      for (const round of [1, 2, 3]) {
        const [name, description] = [`App ${round}`, { summary: `round ${round}` }];
        const decisions = await Promise.all([
          updateClient(run.engine, { ...reference, input: { name } }),
          updateClient(run.engine, { ...reference, input: { description } }),
          updateClient(run.engine, { ...reference, input: { pkceRequired: round % 2 === 0 } }),
          setRequestableScopes(run.engine, { ...reference, scopes: round === 2 ? ['read'] : undefined }),
        ]);
        assert.deepEqual(new Set(decisions.map(({ action }) => action)), new Set(['save']));
        const kept = (await run.engine.facts.findClient(run.service.id, client.clientId))?.client;
        assert.deepEqual(
          [kept?.name, kept?.description.summary, kept?.pkceRequired, kept?.allowedScopes],
          [name, description.summary, round % 2 === 0, round === 2 ? ['read'] : undefined],
        );
      }
    });

    test('clients are listed in parts, and counted, by developer', async () => {
      await using run = await openEngine({}, await url());
      const { facts } = run.engine;
      for (const developer of ['a', 'b', undefined, 'a']) await run.addClient({ description: { developer } });
      const developers = async (of: string | undefined, start: number, limit: number) =>
        (await facts.listClientsFrom(run.service.id, of, start, limit)).map(({ description }) => description.developer);
      assert.deepEqual(await developers(undefined, 0, 9), ['a', 'b', undefined, 'a']);
      assert.deepEqual(await developers(undefined, 1, 2), ['b', undefined]);
      assert.deepEqual(await developers('a', 0, 9), ['a', 'a']);
      assert.deepEqual(await developers('a', 2, 9), []);
      assert.deepEqual(await developers(undefined, 2 ** 31, 9), []);
      assert.deepEqual([await facts.countClientsOf(run.service.id, undefined), await facts.countClientsOf(run.service.id, 'a')], [4, 2]);
      assert.equal(await facts.countClientsOf(999, undefined), 0);
    });

    test('a lock shows at the client and at its tokens', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient();
      const { accessTokenId, refreshTokenId } = await tokensFor(run, app, 'ann');
      const isLocked = async () => [
        (await run.engine.facts.findClient(run.service.id, app.client.clientId))?.client.isLocked,
        (await run.engine.facts.findAccessTokenWithGrant(accessTokenId))?.isClientLocked,
        (await run.engine.facts.findRefreshTokenWithGrant(refreshTokenId))?.isClientLocked,
      ];
      assert.deepEqual(await isLocked(), [false, false, false]);
      for (const locked of [true, false]) {
        await lockClient(run.engine, { service: run.service, clientId: app.client.clientId, isLocked: locked });
        assert.deepEqual(await isLocked(), [locked, locked, locked]);
      }
      const gone = { change: 'lock_client', clientNumber: 7, isLocked: true, at: run.engine.clock() } as const;
      assert.equal((await run.engine.commit([gone])).outcome, 'conflict');
    });

    test('a changed secret is the only one; what the newest before it obtained lives on', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient();
      const reference = { service: run.service, clientId: app.client.clientId };
      const newer = await createClientSecret(run.engine, reference);
      assert.equal(newer.action, 'create');
      const issued = await run.obtain({
        grant_type: 'client_credentials',
        client_id: app.client.clientId,
        client_secret: newer.full.reveal(),
      });
      const changed = await changeClientSecret(run.engine, reference);
      assert.equal(changed.action, 'change');
      assert.deepEqual(
        [
          await authenticates(run, app, app.secret),
          await authenticates(run, app, newer.full.reveal()),
          await authenticates(run, app, changed.full.reveal()),
        ],
        [false, false, true],
      );
      const facts = await run.engine.facts.findAccessTokenWithGrant(parseCredential(issued.access_token)?.id ?? '');
      assert.equal(facts?.clientSecretExists, true);
      const given = await changeClientSecret(run.engine, { ...reference, given: new Secret('given') });
      assert.equal(given.action, 'change');
      assert.deepEqual([await authenticates(run, app, 'given'), await authenticates(run, app, changed.full.reveal())], [true, false]);
    });

    test('the text of a changed secret is kept where it is the key of an HMAC', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient({ tokenEndpointAuthMethod: 'client_secret_jwt' });
      const changed = await changeClientSecret(run.engine, {
        service: run.service,
        clientId: app.client.clientId,
        given: new Secret('given'),
      });
      assert.ok(changed.action === 'change');
      assert.equal(changed.previous?.reveal(), app.secret);
      const kept = await run.engine.facts.listKeptSecrets(app.client.number);
      assert.deepEqual(
        kept.map(({ full }) => full.reveal()),
        ['given'],
      );
    });

    test('other scopes reach the tokens and grants of one person at one client', async () => {
      await using run = await openEngine({}, await url());
      const [app, other] = [await run.addClient(), await run.addClient()];
      const [mine, theirs, elsewhere] = [
        await tokensFor(run, app, 'ann'),
        await tokensFor(run, app, 'bob'),
        await tokensFor(run, other, 'ann'),
      ];
      await updateAuthorizations(run.engine, { service: run.service, clientId: app.client.clientId, subject: 'ann', scopes: ['write'] });
      const scopesOf = async ({ accessTokenId, refreshTokenId }: typeof mine) => [
        (await run.engine.facts.findAccessTokenWithGrant(accessTokenId))?.accessToken.scopes,
        (await run.engine.facts.findRefreshTokenWithGrant(refreshTokenId))?.grant.scopes,
      ];
      assert.deepEqual(await scopesOf(mine), [['write'], ['write']]);
      for (const untouched of [theirs, elsewhere]) assert.deepEqual(await scopesOf(untouched), [['read'], ['read']]);
    });

    test('a consent that is forgotten is none, until it is given anew; its grant is as alive as before', async () => {
      await using run = await openEngine({}, await url());
      const app = await run.addClient();
      const asked = { service: run.service, clientId: app.client.clientId, subject: 'ann' };
      await tokensFor(run, app, 'ann', ['read']);
      await forgetGrantedScopes(run.engine, asked);
      const merged = async () => (await findGrantedScopes(run.engine, asked))?.merged;
      assert.equal(await merged(), undefined);
      assert.equal((await run.engine.facts.listLiveGrants(run.service.id, 'ann', run.engine.clock())).length, 1);
      await tokensFor(run, app, 'ann', ['write']);
      assert.deepEqual(await merged(), ['write']);
    });
  });
}
