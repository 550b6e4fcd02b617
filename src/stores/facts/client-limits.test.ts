import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startPostgres } from '../../../test/support/postgres.ts';
import { provisionClient } from '../../engine/clients/provision-client.ts';
import { replaceClient } from '../../engine/clients/replace-client.ts';
import { plainOfferRules } from '../../engine/model/offer-rules.ts';
import { plainRegistrationRules } from '../../engine/model/registration-rules.ts';
import { registerClient } from '../../engine/registration/register-client.ts';
import { updateRegistration } from '../../engine/registration/update-registration.ts';
import { openEngine, type TestEngine } from '../../engine/testing/open-engine.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

const databases: readonly (readonly [name: string, url: () => string | Promise<string>])[] = [
  ['SQLite', () => 'sqlite::memory:'],
  ['PostgreSQL', () => postgres.createSchema()],
];

const provision = ({ engine, service }: TestEngine, developer?: string) =>
  provisionClient(engine, { service, input: { clientType: 'public', ...(developer === undefined ? {} : { description: { developer } }) } });

const registrationOf = (softwareId: string) => ({
  redirect_uris: ['https://app.example.com/callback'],
  token_endpoint_auth_method: 'none',
  software_id: softwareId,
});

const register = ({ engine, service }: TestEngine, softwareId: string) =>
  registerClient(engine, { service, json: JSON.stringify(registrationOf(softwareId)), token: undefined });

const messageOf = (decision: { readonly action: string; readonly error?: Error }): string | undefined => decision.error?.message;

for (const [name, url] of databases)
  describe(`how many clients there may be, on ${name}`, () => {
    test('seed 002 §5.6: a developer has no more clients than the service allows, even of those that are made at once', async () => {
      await using run = await openEngine({ offerRules: { ...plainOfferRules, clientsPerDeveloper: 3 } }, await url());
      const made = await Promise.all(Array.from({ length: 8 }, () => provision(run, 'ada')));
      assert.equal(made.filter(({ action }) => action === 'provision').length, 3);
      const refused = made.find(({ action }) => action === 'reject');
      assert.deepEqual(refused?.action === 'reject' && refused.faults.map(({ field, isLimit }) => [field, isLimit]), [['developer', true]]);
      for (const developer of ['bob', undefined]) assert.equal((await provision(run, developer)).action, 'provision');
      assert.equal(await run.engine.facts.countClientsOf(run.service.id, 'ada'), 3);
    });

    test('seed 002 §5.6: a client does not become one more of a developer’s by an update', async () => {
      await using run = await openEngine({ offerRules: { ...plainOfferRules, clientsPerDeveloper: 1 } }, await url());
      const [own, other] = [await provision(run, 'ada'), await provision(run, 'bob')];
      assert.ok(own.action === 'provision' && other.action === 'provision');
      const { engine, service } = run;
      const toAda = { service, input: { description: { developer: 'ada' } } };
      assert.equal((await replaceClient(engine, { ...toAda, clientId: own.client.clientId })).action, 'save');
      assert.equal((await replaceClient(engine, { ...toAda, clientId: other.client.clientId })).action, 'reject');
      assert.equal((await replaceClient(engine, { service, input: {}, clientId: own.client.clientId })).action, 'save');
      assert.equal((await replaceClient(engine, { ...toAda, clientId: other.client.clientId })).action, 'save');
    });

    const registrationRules = { ...plainRegistrationRules, softwareIdsUnique: true };

    test('RFC 7591 §2: of clients with one software_id that register at once, one is registered', async () => {
      await using run = await openEngine({ registrationRules }, await url());
      const made = await Promise.all(Array.from({ length: 8 }, () => register(run, 'notes')));
      assert.equal(made.filter(({ action }) => action === 'created').length, 1);
      const [refused] = made.filter(({ action }) => action === 'refuse');
      assert.ok(refused?.action === 'refuse');
      assert.deepEqual(
        [refused.error.code, messageOf(refused)],
        ['invalid_client_metadata', 'The member software_id is that of another client.'],
      );
    });

    test('RFC 7591 §2: a software_id is compared whole, within its service', async () => {
      await using run = await openEngine({ registrationRules }, await url());
      await provisionClient(run.engine, {
        service: run.service,
        input: { description: { softwareId: 'kept', summary: '"softwareId":"quoted"' } },
      });
      for (const [softwareId, action] of [
        ['kept', 'refuse'],
        ['kep', 'created'],
        ['ept', 'created'],
        ['kept"', 'created'],
        ['kept"', 'refuse'],
        ['Kept', 'created'],
        ['%', 'created'],
        ['_', 'created'],
        ['quoted', 'created'],
        ['ä', 'created'],
        ['ä', 'refuse'],
      ] as const)
        assert.equal((await register(run, softwareId)).action, action, softwareId);
      assert.equal(await run.engine.facts.isSoftwareIdTaken(run.service.id + 1, 'kept', 0), false);
    });

    test('RFC 7592 §2.2: an update keeps its own software_id, and does not take that of another', async () => {
      await using run = await openEngine({ registrationRules }, await url());
      const [own] = [await register(run, 'notes'), await register(run, 'tasks')];
      assert.ok(own.action === 'created');
      const { engine, service } = run;
      const update = (softwareId: string) => {
        const json = JSON.stringify({ ...registrationOf(softwareId), client_id: own.client.clientId });
        return updateRegistration(engine, { service, clientId: own.client.clientId, token: own.token.reveal(), json });
      };
      assert.equal((await update('notes')).action, 'updated');
      assert.equal((await update('tasks')).action, 'refuse');
      assert.equal((await update('other')).action, 'updated');
      assert.equal((await register(run, 'notes')).action, 'created');
    });

    test('without the rule clients share a software_id', async () => {
      await using run = await openEngine({}, await url());
      for (const _ of [1, 2]) assert.equal((await register(run, 'notes')).action, 'created');
    });
  });
