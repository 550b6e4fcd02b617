import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { lockClient } from '../../../engine/clients/lock-client.ts';
import { provisionClient } from '../../../engine/clients/provision-client.ts';
import { replaceClient } from '../../../engine/clients/replace-client.ts';
import { passwordClass } from '../../../engine/model/authentication-class.ts';
import { plainRegistrationRules } from '../../../engine/model/registration-rules.ts';
import { openEngine, type TestEngine } from '../../../engine/testing/open-engine.ts';
import { CallerError } from '../caller-error.ts';
import { clientMembers, clientObject, describeClientObject, readClientObject } from './registry.ts';

type ClientObject = Readonly<Record<string, unknown>>;

const jwk = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }), kid: 'one' };
const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 äöü.'"<>&-]{0,30}[a-z]$/);
const uri = fc.stringMatching(/^https:\/\/[a-z]{1,9}\.example\/[a-z0-9/?=&-]{0,20}$/);
const tagged = (value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.record({ tag: fc.constantFrom('de', 'en-GB', 'fr', 'ja-Kana-JP'), value }), {
    selector: ({ tag }) => tag,
    minLength: 1,
    maxLength: 4,
  });
const list = (entry: fc.Arbitrary<string>) => fc.uniqueArray(entry, { minLength: 1, maxLength: 3 });
const duration = fc.integer({ min: 1, max: 1_000_000_000 });

/** Whatever a confidential client of the test service may be: every member that can be set. */
const allowed: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  clientName: word,
  clientNames: tagged(word),
  description: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.isWellFormed() && !text.includes('\0')),
  descriptions: tagged(word),
  clientIdAlias: fc.stringMatching(/^[a-z][!-~]{7,30}$/),
  clientIdAliasEnabled: fc.constant(true),
  clientType: fc.constant('CONFIDENTIAL'),
  applicationType: fc.constantFrom('WEB', 'NATIVE'),
  mtlsEndpointAliasesUsed: fc.boolean(),
  logoUri: uri,
  logoUris: tagged(uri),
  contacts: list(word),
  customMetadata: word.map((note) => JSON.stringify({ note })),
  softwareId: word,
  softwareVersion: word,
  developer: word,
  clientUri: uri,
  clientUris: tagged(uri),
  tosUri: uri,
  tosUris: tagged(uri),
  policyUri: uri,
  policyUris: tagged(uri),
  loginUri: uri,
  attributes: fc.array(fc.record({ key: word, value: word }), { minLength: 1, maxLength: 3 }),
  grantTypes: fc.constant(['AUTHORIZATION_CODE', 'REFRESH_TOKEN']),
  responseTypes: fc.constant(['CODE']),
  redirectUris: list(uri),
  requestUris: list(uri),
  responseModes: list(fc.constantFrom('QUERY', 'FRAGMENT', 'FORM_POST', 'JWT', 'QUERY_JWT', 'FORM_POST_JWT')),
  parRequired: fc.boolean(),
  requestObjectRequired: fc.constant(false),
  requestSignAlg: fc.constantFrom('RS256', 'ES256', 'PS256', 'EdDSA'),
  pkceRequired: fc.boolean(),
  pkceS256Required: fc.boolean(),
  defaultMaxAge: duration,
  defaultAcrs: fc.constant([passwordClass.acr]),
  authTimeRequired: fc.boolean(),
  authorizationDetailsTypes: fc.uniqueArray(word, { maxLength: 3 }),
  authorizationSignAlg: fc.constantFrom('RS256', 'ES256', 'PS256', 'EdDSA'),
  tokenAuthMethod: fc.constantFrom(
    'CLIENT_SECRET_BASIC',
    'CLIENT_SECRET_POST',
    'CLIENT_SECRET_JWT',
    'PRIVATE_KEY_JWT',
    'SELF_SIGNED_TLS_CLIENT_AUTH',
  ),
  jwks: fc.constant(JSON.stringify({ keys: [jwk] })),
  selfSignedCertificateKeyId: word,
  tlsClientAuthSanDns: fc.stringMatching(/^[a-z]{1,9}\.example$/),
  dpopRequired: fc.boolean(),
  tlsClientCertificateBoundAccessTokens: fc.boolean(),
  singleAccessTokenPerSubject: fc.boolean(),
  idTokenSignAlg: fc.constantFrom('RS256', 'ES256', 'PS256', 'EdDSA'),
  userInfoSignAlg: fc.constantFrom('RS256', 'ES256'),
  subjectType: fc.constant('PUBLIC'),
  locked: fc.boolean(),
  extension: fc.record({
    requestableScopes: fc.uniqueArray(fc.constantFrom('all', 'read', 'write'), { minLength: 1 }),
    requestableScopesEnabled: fc.constant(true),
    accessTokenDuration: duration,
    refreshTokenDuration: duration,
    idTokenDuration: duration,
  }),
};

const always = { clientType: allowed.clientType, jwks: allowed.jwks, grantTypes: allowed.grantTypes } as Record<
  string,
  fc.Arbitrary<unknown>
>;
const asJson = (shown: ClientObject): ClientObject => JSON.parse(JSON.stringify(shown));

const anyClient: fc.Arbitrary<ClientObject> = fc.record({ ...allowed, ...always }, { requiredKeys: Object.keys(always) }).map(asJson);

const isClientObject = Compile(clientObject);

async function make(run: TestEngine, sent: ClientObject): Promise<ClientObject> {
  const made = await provisionClient(run.engine, { service: run.service, input: readClientObject(sent) });
  assert.equal(made.action, 'provision', JSON.stringify(made));
  return asJson(describeClientObject(made.client));
}

suite('the client object', () => {
  test('what is written is what is read, by any allowed client, made or replaced', async () => {
    await using run = await openEngine({ registrationRules: { ...plainRegistrationRules, customMetadata: ['note'] } });
    await fc.assert(
      fc.asyncProperty(anyClient, anyClient, async (sent, other) => {
        const shown = await make(run, { ...sent, clientIdAlias: undefined });
        assert.ok(isClientObject.Check(shown));
        for (const [name, value] of Object.entries(sent)) if (name !== 'clientIdAlias') assert.deepEqual(shown[name], value, name);
        const clientId = String(shown.clientId);
        const replaced = await replaceClient(run.engine, {
          service: run.service,
          clientId,
          input: readClientObject({ ...other, clientIdAlias: undefined }),
        });
        assert.equal(replaced.action, 'save', JSON.stringify(replaced));
        const found = await run.engine.facts.findClient(run.service.id, clientId);
        const reread = asJson(describeClientObject(found?.client ?? assert.fail()));
        for (const [name, value] of Object.entries(other)) if (name !== 'clientIdAlias') assert.deepEqual(reread[name], value, name);
        const again = await replaceClient(run.engine, { service: run.service, clientId, input: readClientObject(reread) });
        assert.ok(again.action === 'save');
        assert.deepEqual({ ...asJson(describeClientObject(again.client)), modifiedAt: 0 }, { ...reread, modifiedAt: 0 });
      }),
      { numRuns: 60 },
    );
  });

  test('an alias names the client, whatever letters it has', async () => {
    await using run = await openEngine();
    await fc.assert(
      fc.asyncProperty(allowed.clientIdAlias as fc.Arbitrary<string>, async (clientIdAlias) => {
        if ((await run.engine.facts.findClient(run.service.id, clientIdAlias)) !== undefined) return;
        const { clientId } = await make(run, { clientIdAlias });
        const found = await run.engine.facts.findClient(run.service.id, clientIdAlias);
        assert.equal(found?.client.number, clientId);
      }),
      { numRuns: 30 },
    );
  });

  test('every member that can be set is tried above', () => {
    const settable = clientMembers.filter(({ write, isRefused }) => write !== undefined && isRefused !== true).map(({ name }) => name);
    const elsewhere = /^(tlsClientAuth(SubjectDn|SanUri|SanIp|SanEmail)|jwksUri|sectorIdentifierUri|fapiModes|tokenAuthSignAlg)$/; // hangs on another, or asks the net
    assert.deepEqual(
      settable.filter((name) => !(name in allowed || elsewhere.test(name))),
      [],
    );
  });

  test('names are unique, and every schema says what the member is', () => {
    const names = clientMembers.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, schema } of clientMembers) assert.equal(typeof (schema as { description?: unknown }).description, 'string', name);
  });

  test('a member that is not supported is refused unless it says nothing', () => {
    for (const { name, isRefused } of clientMembers) {
      if (isRefused !== true) continue;
      for (const value of ['', 0, false, []]) assert.deepEqual(readClientObject({ [name]: value }), {}, name);
      for (const value of ['a', 1, true, ['a'], {}]) assert.throws(() => readClientObject({ [name]: value }), CallerError, name);
    }
  });

  test('a lock is not undone by a change that did not see it', async () => {
    await using run = await openEngine();
    const { client } = await run.addClient();
    const { service } = run;
    const stale = { ...run.engine, facts: { ...run.engine.facts, findClient: () => ({ client, secrets: [] }) } };
    await lockClient(run.engine, { service, clientId: client.clientId, isLocked: true });
    const replaced = await replaceClient(stale, { service, clientId: client.clientId, input: readClientObject({ clientName: 'Other' }) });
    assert.equal(replaced.action, 'save');
    const found = await run.engine.facts.findClient(service.id, client.clientId);
    assert.deepEqual([found?.client.name, found?.client.isLocked], ['Other', true]);
  });
});
