import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainRegistrationRules } from '../model/registration-rules.ts';
import type { Service } from '../model/service.ts';
import type { FetchedDocument } from '../ports.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { createDiscoverClient } from './discover-client.ts';
import type { DocumentOptions } from './document-options.ts';

const url = 'https://app.example.com/client.json';
const good = { client_id: url, client_name: 'App', redirect_uris: ['https://app.example.com/callback'] };
const rules = plainRegistrationRules;
const { documents } = rules;

const found = (document: unknown, headers: Readonly<Record<string, string>> = {}): FetchedDocument => ({
  outcome: 'found',
  text: JSON.stringify(document),
  headers,
});
const failed = (isLasting: boolean): FetchedDocument => ({ outcome: 'failed', reason: 'the network says so', isLasting });

/** A service whose documents come from `answers`, the last one again and again. */
async function discovering(settings: Partial<Service>, ...answers: readonly FetchedDocument[]) {
  const run: TestEngine = await openEngine({ registrationRules: rules, ...settings });
  let asked = 0;
  const fetchClientDocument = async (): Promise<FetchedDocument> => answers[Math.min(asked++, answers.length - 1)] ?? failed(true);
  const discoverClient = createDiscoverClient({ ...run.engine, fetchClientDocument });
  return {
    ...run,
    asked: () => asked,
    discover: (clientId = url, options?: DocumentOptions) => discoverClient({ service: run.service, clientId, options }),
    find: async (clientId = url) => (await run.engine.facts.findClient(run.service.id, clientId))?.client,
  };
}

test('a client id that is no URL is not waited for', async () => {
  await using run = await discovering({});
  assert.equal(run.discover('7b2a1c9e-0000-4000-8000-000000000007'), undefined);
});

test('draft-ietf-oauth-client-id-metadata-document §5: the client is what its document says, and what it says later', async () => {
  const renamed = { ...good, client_name: 'Renamed', redirect_uris: ['https://app.example.com/new'] };
  await using run = await discovering({}, found(good), found(renamed));
  assert.equal(await run.discover(), undefined);
  const first = await run.find();
  assert.deepEqual(
    [first?.name, first?.source, first?.clientType, first?.tokenEndpointAuthMethod],
    ['App', 'metadata_document', 'public', 'none'],
  );
  run.pass(301);
  assert.equal(await run.discover(), undefined);
  const second = await run.find();
  assert.deepEqual([second?.name, second?.redirectUris, second?.number], ['Renamed', renamed.redirect_uris, first?.number]);
});

test('RFC 9111 §4.2: it is fetched again when it is not fresh, or always', async () => {
  await using run = await discovering({}, found(good, { 'cache-control': 'max-age=600' }));
  for (const [pass, asked] of [
    [0, 1],
    [599, 1],
    [2, 2],
  ] as const) {
    run.pass(pass);
    await run.discover();
    assert.equal(run.asked(), asked);
  }
  await run.discover(url, { alwaysRetrieved: true });
  assert.equal(run.asked(), 3);
});

test('RFC 9111 §4.2.4: a client outlives a document that cannot be had for a while', async () => {
  await using run = await discovering({}, found(good), failed(false));
  await run.discover();
  run.pass(300 + 3600);
  assert.equal(await run.discover(), undefined);
  run.pass(1);
  assert.equal((await run.discover())?.code, 'invalid_client_metadata');
});

test('draft-ietf-oauth-client-id-metadata-document §5.2: a client does not outlive a document that is gone', async () => {
  await using run = await discovering({}, found(good), failed(true));
  await run.discover();
  run.pass(301);
  const error = await run.discover();
  assert.deepEqual([error?.code, error?.reason], ['invalid_client_metadata', 'the network says so']);
  assert.doesNotMatch(error?.message ?? '', /network/);
});

test('draft-ietf-oauth-client-id-metadata-document §5.2: what is wrong is not kept', async () => {
  await using run = await discovering({}, found({ ...good, client_id: 'https://other.example/x' }), found(good));
  assert.equal((await run.discover())?.code, 'invalid_client_metadata');
  assert.equal(await run.find(), undefined);
  assert.equal(await run.discover(), undefined);
  assert.equal((await run.find())?.name, 'App');
});

test('a client that cannot keep a secret does not come to keep one by a new document', async () => {
  const jwks = {
    keys: [{ kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' }],
  };
  await using run = await discovering({}, found(good), found({ ...good, token_endpoint_auth_method: 'private_key_jwt', jwks }));
  await run.discover();
  run.pass(301);
  assert.equal((await run.discover())?.code, 'invalid_client_metadata');
});

test('what an operator laid down for the client stays', async () => {
  await using run = await discovering({}, found(good), found({ ...good, client_name: 'Renamed' }));
  await run.discover();
  const client = await run.find();
  assert.ok(client);
  await run.engine.commit([
    { change: 'update_client', client: { ...client, allowedScopes: ['read'] } },
    { change: 'lock_client', clientNumber: client.number, isLocked: true, at: client.createdAt },
  ]);
  run.pass(301);
  await run.discover();
  const later = await run.find();
  assert.deepEqual([later?.name, later?.isLocked, later?.allowedScopes], ['Renamed', true, ['read']]);
});

test('DESIGN §4: grants without a person are for clients from where the operator allows', async () => {
  const worker = { ...good, grant_types: ['authorization_code', 'client_credentials'] };
  for (const [allowlist, grantTypes] of [
    [undefined, ['authorization_code']],
    [['https://app.example.com'], ['authorization_code', 'client_credentials']],
  ] as const) {
    const jwksUri = 'https://app.example.com/jwks';
    const document = { ...worker, token_endpoint_auth_method: 'private_key_jwt', jwks_uri: jwksUri };
    await using run = await discovering({ registrationRules: { ...rules, documents: { ...documents, allowlist } } }, found(document));
    assert.equal(await run.discover(), undefined);
    assert.deepEqual((await run.find())?.grantTypes, grantTypes);
  }
});

test('seed 002 §6.6: a policy is applied before the metadata are judged', async () => {
  const policy = { client_name: { value: 'Given' }, redirect_uris: { essential: true }, contacts: { essential: true } };
  await using run = await discovering(
    { registrationRules: { ...rules, documents: { ...documents, policy } } },
    found(good),
    found({ ...good, contacts: ['a'] }),
  );
  assert.match((await run.discover())?.message ?? '', /contacts is demanded/);
  assert.equal(await run.discover(), undefined);
  assert.equal((await run.find())?.name, 'Given');
});

test('DESIGN §13: documents do not make more clients than there may be', async () => {
  await using run = await discovering({ registrationRules: { ...rules, maxClients: 0 } }, found(good));
  assert.equal((await run.discover())?.code, 'temporarily_unavailable');
});

test('a service that does not take documents fetches none', async () => {
  await using run = await discovering({ registrationRules: { ...rules, documents: { ...documents, isSupported: false } } }, found(good));
  assert.equal(await run.discover(), undefined);
  assert.equal(run.asked(), 0);
});

test('a client that an operator gave a URL for its id is that client', async () => {
  await using run = await discovering({}, found(good));
  await run.addClient({ clientId: url, name: 'Ours' });
  assert.equal(await run.discover(), undefined);
  assert.deepEqual([run.asked(), (await run.find())?.name], [0, 'Ours']);
});
