import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startPostgres } from '../../../test/support/postgres.ts';
import { kidOf } from '../../engine/keys/kid-of.ts';
import { listLastingKeys } from '../../engine/keys/replace-signing-keys.ts';
import { plainAnswerRules } from '../../engine/model/answer-rules.ts';
import { plainOfferRules } from '../../engine/model/offer-rules.ts';
import { plainTokenRules } from '../../engine/model/token-rules.ts';
import { createService } from '../../engine/services/create-service.ts';
import { deleteService } from '../../engine/services/delete-service.ts';
import { updateService } from '../../engine/services/update-service.ts';
import { openEngine } from '../../engine/testing/open-engine.ts';
import { validService } from '../../engine/testing/records.ts';
import { seconds } from '../../protocol/units.ts';
import { generateSigningKey } from '../../server/generate-signing-key.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

const databases: readonly (readonly [name: string, url: () => string | Promise<string>])[] = [
  ['SQLite', () => 'sqlite::memory:'],
  ['PostgreSQL', () => postgres.createDatabase()],
];

for (const [name, url] of databases) {
  describe(`services on ${name}`, () => {
    test('every setting comes back as it was written', async () => {
      await using run = await openEngine({}, await url());
      const { facts } = run.engine;
      const updated = await updateService(run.engine, {
        serviceId: run.service.id,
        fixedIssuer: undefined,
        write: (service) => ({
          ...service,
          name: 'Ünïcode 💥',
          tokenRules: { ...plainTokenRules, accessTokenAlg: 'PS256', idTokenLifetime: seconds(60), refreshEndKept: true },
          offerRules: { ...plainOfferRules, grantTypes: ['refresh_token'], pkceRequired: true },
          answerRules: { ...plainAnswerRules, issSuppressed: true },
          description: { text: 'note', endpoints: { token: 'https://front.example/token' }, attributes: [{ key: 'a', value: 'b' }] },
          scopes: [{ name: 'a', description: '', isDefault: true, attributes: [{ key: 'id_token.duration', value: '5' }] }],
        }),
      });
      assert.equal(updated.action, 'save');
      assert.deepEqual(await facts.findService(run.service.id), updated.service);
      assert.deepEqual(await facts.findStoredService(run.service.id), updated.service);
    });

    test('RFC 8414 §2: of services that want one issuer at once, one gets it', async () => {
      await using run = await openEngine({}, await url());
      const issuer = 'https://one.example';
      const made = await Promise.all(Array.from({ length: 5 }, () => createService(run.engine, { ...validService, issuer })));
      assert.equal(made.filter((each) => !('action' in each)).length, 1);
      const others = await Promise.all(
        [1, 2, 3].map((number) => createService(run.engine, { ...validService, issuer: `https://other-${number}.example` })),
      );
      const moved = await Promise.all(
        others.map((service) => {
          assert.ok(!('action' in service));
          const write = (kept: typeof service) => ({ ...kept, issuer: 'https://new.example' });
          return updateService(run.engine, { serviceId: service.id, fixedIssuer: undefined, write });
        }),
      );
      assert.equal(moved.filter(({ action }) => action === 'save').length, 1);
    });

    test('RFC 7517 §5: a service has the keys it is given, several of one algorithm and each once, whoever sends them at the same time', async () => {
      await using run = await openEngine({}, await url());
      const { engine, service } = run;
      const made = await Promise.all(['one', 'two'].map(() => generateSigningKey(engine.mint)));
      const keys = () => ({
        kept: [],
        given: made.map((key, index) => ({ ...key, id: engine.mint.id(), publicJwk: { ...key.publicJwk, kid: `kid-${index}` } })),
      });
      const update = { serviceId: service.id, fixedIssuer: undefined, write: (kept: typeof service) => kept };
      const sent = await Promise.all(Array.from({ length: 5 }, () => updateService(engine, { ...update, keys: keys() })));
      assert.ok(sent.every(({ action }) => action === 'save'));
      const lasting = listLastingKeys(await engine.facts.listSigningKeys(service.id, engine.clock()));
      assert.deepEqual(lasting.map(kidOf).toSorted(), ['kid-0', 'kid-1']);
    });

    test('a deleted service takes its clients, secrets and keys along, and no other’s', async () => {
      await using run = await openEngine({}, await url());
      const { facts, clock } = run.engine;
      const app = await run.addClient();
      const other = await createService(run.engine, { ...validService, issuer: 'https://other.example' });
      assert.ok(!('action' in other));
      assert.equal((await deleteService(run.engine, other.id)).action, 'delete');
      assert.equal((await deleteService(run.engine, other.id)).action, 'not_found');
      assert.ok((await facts.findClient(run.service.id, app.client.clientId)) !== undefined);
      assert.equal((await facts.listSigningKeys(run.service.id, clock())).length, 1);
      const [secret] = (await facts.findClient(run.service.id, app.client.clientId))?.secrets ?? [];
      assert.equal((await deleteService(run.engine, run.service.id)).action, 'delete');
      assert.equal(await facts.findClient(run.service.id, app.client.clientId), undefined);
      assert.equal(await facts.findClientSecret(secret?.id ?? ''), undefined);
      assert.deepEqual(await facts.listSigningKeys(run.service.id, clock()), []);
      assert.equal(await facts.findService(run.service.id), undefined);
    });
  });
}
