import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAuthMethods } from '../client-auth/registry.ts';
import { grantTypes } from '../grants/registry.ts';
import { openEngine } from '../testing/open-engine.ts';
import type { ClientInput } from './client-input.ts';
import { createClientSecret, deleteClientSecret, listClientSecrets, maxClientSecrets } from './manage-client-secrets.ts';
import { createClient, deleteClient, updateClient } from './manage-clients.ts';

const good: ClientInput = { name: 'My Application', callbackUrl: 'https://myapp.example.com/callback' };

const jwk = { kty: 'OKP', crv: 'Ed25519', x: 'AA' };
const proofs: Readonly<Record<'keys' | 'certificate_subject', ClientInput>> = {
  keys: { jwks: { keys: [jwk] } },
  certificate_subject: { certificateSubjects: [{ field: 'tls_client_auth_san_dns', value: 'app.example.com' }] },
};

const bad: readonly (readonly [title: string, change: ClientInput, field: string])[] = [
  ['no name', { name: undefined }, 'name'],
  ['an empty name', { name: ' ' }, 'name'],
  ['a name of 65 letters', { name: 'x'.repeat(65) }, 'name'],
  ['a name with a control character', { name: 'a\u0007b' }, 'name'],
  ['a name that turns the reading direction', { name: 'a\u202eb' }, 'name'],
  ['no callback', { callbackUrl: undefined }, 'callback_url'],
  ...[
    '',
    'localhost:3000',
    'coder.com',
    'http//coder',
    'bar',
    '/bar/baz/qux',
    'http',
    'http://',
    'https://a b.example',
    'javascript:alert(1)',
  ].map((callbackUrl): readonly [string, ClientInput, string] => [
    `callback ${JSON.stringify(callbackUrl)}`,
    { callbackUrl },
    'callback_url',
  ]),
  ['one bad of several redirect URIs', { redirectUris: ['https://a.example/', 'nope'] }, 'redirect_uris'],
  ['too many redirect URIs', { redirectUris: Array.from({ length: 33 }, (_, index) => `https://a.example/${index}`) }, 'redirect_uris'],
  ['an icon that is a script', { icon: 'javascript:alert(1)' }, 'icon'],
  ['no grant type', { grantTypes: [] }, 'grant_types'],
  ['an unknown grant type', { grantTypes: ['implicit'] }, 'grant_types'],
  ['an unknown authentication method', { tokenEndpointAuthMethod: 'x' }, 'token_endpoint_auth_method'],
  ['an unknown scope', { allowedScopes: ['nope'] }, 'allowed_scopes'],
  ['a default scope that is not allowed', { allowedScopes: ['read'], defaultScopes: ['write'] }, 'default_scopes'],
];

for (const [title, change, field] of bad) {
  test(`seed 003: an application with ${title} is rejected with ${field}, made or changed`, async () => {
    await using run = await openEngine();
    const { service, engine } = run;
    const made = await createClient(engine, { service, input: { ...good, ...change }, createdBy: undefined });
    assert.ok(made.action === 'reject');
    assert.deepEqual(
      made.faults.map((fault) => fault.field),
      [field],
    );
    if (Object.values(change).includes(undefined)) return;
    const { client } = await run.addClient(good);
    const changed = await updateClient(engine, { service, clientId: client.clientId, input: { ...good, ...change } });
    assert.equal(changed.action, 'reject');
    assert.deepEqual((await engine.facts.findClient(service.id, client.clientId))?.client, client);
  });
}

test('RFC 7591 §2: a client is registered with methods and grant types of its kind only', async () => {
  await using run = await openEngine();
  const make = (input: ClientInput) =>
    createClient(run.engine, { service: run.service, input: { ...good, ...input }, createdBy: undefined });
  for (const { name, clientType, needs } of clientAuthMethods) {
    for (const kind of ['public', 'confidential'] as const) {
      const made = await make({ clientType: kind, tokenEndpointAuthMethod: name, ...(needs === undefined ? {} : proofs[needs]) });
      assert.equal(made.action, kind === clientType ? 'save' : 'reject', `${name} ${kind}`);
    }
  }
  for (const { name, publicClients } of grantTypes) {
    const made = await make({ clientType: 'public', grantTypes: [name] });
    assert.equal(made.action, publicClients === 'allowed' ? 'save' : 'reject', name);
  }
});

test('RFC 7591 §2: keys come from one place: those registered, or a URI in their stead, and back', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient({ tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [jwk] } });
  const change = async (input: ClientInput): Promise<unknown> => {
    await updateClient(run.engine, { service: run.service, clientId: client.clientId, input });
    const found = await run.engine.facts.findClient(run.service.id, client.clientId);
    return [found?.client.jwks, found?.client.jwksUri, found?.client.tokenEndpointAuthSigningAlg];
  };
  assert.deepEqual(await change({ tokenEndpointAuthSigningAlg: 'EdDSA' }), [[jwk], undefined, 'EdDSA']);
  assert.deepEqual(await change({ jwksUri: 'https://app.example.com/jwks' }), [undefined, 'https://app.example.com/jwks', 'EdDSA']);
  assert.deepEqual(await change({ name: 'Other' }), [undefined, 'https://app.example.com/jwks', 'EdDSA']);
  assert.deepEqual(await change({ jwks: { keys: [jwk] } }), [[jwk], undefined, 'EdDSA']);
});

test('seed 003: an application is made, read by either id, changed and deleted', async () => {
  await using run = await openEngine();
  const { service, engine } = run;
  const made = await createClient(engine, { service, input: { ...good, icon: '/emojis/1f600.png' }, createdBy: 'user-1' });
  assert.ok(made.action === 'save');
  const { client } = made;
  assert.deepEqual(
    [client.clientType, client.tokenEndpointAuthMethod, client.redirectUris, client.createdBy, client.source, client.pkceRequired],
    ['confidential', 'client_secret_post', [good.callbackUrl], 'user-1', 'static', false],
  );
  assert.match(client.clientId, /^[0-9a-f-]{36}$/);
  for (const identifier of [client.clientId, String(client.number)]) {
    assert.deepEqual((await engine.facts.findClient(service.id, identifier))?.client, client);
    assert.equal(await engine.facts.findClient(service.id + 1, identifier), undefined);
  }
  run.pass(5);
  const changed = await updateClient(engine, { service, clientId: client.clientId, input: { ...good, name: 'Renamed', icon: '' } });
  assert.ok(changed.action === 'save');
  assert.deepEqual(changed.client, { ...client, name: 'Renamed', icon: '', updatedAt: run.engine.clock() });
  assert.deepEqual(await engine.facts.listClients(service.id), [changed.client]);
  assert.equal((await deleteClient(engine, { service, clientId: client.clientId })).action, 'delete');
  assert.equal((await deleteClient(engine, { service, clientId: client.clientId })).action, 'not_found');
  assert.equal((await updateClient(engine, { service, clientId: client.clientId, input: good })).action, 'not_found');
});

test('a client cannot change its kind', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient();
  const changed = await updateClient(run.engine, {
    service: run.service,
    clientId: client.clientId,
    input: { ...good, clientType: 'public' },
  });
  assert.ok(changed.action === 'reject');
  assert.ok(changed.faults.some(({ field }) => field === 'client_type'));
});

test('seed 003: names may repeat, and the list is by name', async () => {
  await using run = await openEngine();
  for (const name of ['b', 'a', 'a']) await run.addClient({ name });
  assert.deepEqual(
    (await run.engine.facts.listClients(run.service.id)).map(({ name }) => name),
    ['a', 'a', 'b'],
  );
});

test('seed 003: several secrets live at once, are listed newest first, and the text is shown once', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient();
  const reference = { service: run.service, clientId: client.clientId };
  const second = await createClientSecret(run.engine, reference);
  assert.ok(second.action === 'create');
  const listed = await listClientSecrets(run.engine, reference);
  assert.deepEqual(
    listed?.map(({ truncated }) => truncated),
    [second.full.reveal().slice(-6), secret.slice(-6)],
  );
  assert.deepEqual(listed?.[0], second.clientSecret);
  assert.deepEqual(await run.engine.facts.findClientSecret(second.clientSecret.id), second.clientSecret);
  assert.ok(!JSON.stringify(second.changes).includes(second.full.reveal()));
});

test('seed 003: an unknown secret is not found, that of another application is rejected and lives on', async () => {
  await using run = await openEngine();
  const [mine, theirs] = [await run.addClient(), await run.addClient()];
  const reference = { service: run.service, clientId: mine.client.clientId };
  const [secret] = (await listClientSecrets(run.engine, { service: run.service, clientId: theirs.client.clientId })) ?? [];
  assert.ok(secret);
  assert.equal((await deleteClientSecret(run.engine, { ...reference, secretId: 'nope' })).action, 'not_found');
  assert.equal((await deleteClientSecret(run.engine, { ...reference, secretId: secret.id })).action, 'reject');
  assert.ok(await run.engine.facts.findClientSecret(secret.id));
  assert.equal((await deleteClientSecret(run.engine, { ...reference, clientId: 'nobody', secretId: secret.id })).action, 'not_found');
});

test('a public client gets no secret, and no client more than it can use', async () => {
  await using run = await openEngine();
  const open = await run.addClient({ clientType: 'public' });
  assert.equal((await createClientSecret(run.engine, { service: run.service, clientId: open.client.clientId })).action, 'reject');
  const { client } = await run.addClient();
  const reference = { service: run.service, clientId: client.clientId };
  for (let made = 1; made < maxClientSecrets; made++) assert.equal((await createClientSecret(run.engine, reference)).action, 'create');
  assert.equal((await createClientSecret(run.engine, reference)).action, 'reject');
});
